package dev.connstate.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.connstate.lab", importOptions = DoNotIncludeTests.class)
class LabArchitectureTest {
    @ArchTest
    static final ArchRule theStageKnowsScriptsAndTheKernelOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.connstate.lab..", "dev.connstate.diagnosis..", "dev.connstate.report..");

    @ArchTest
    static final ArchRule theCLibraryKnowsNoLab = classes()
            .that()
            .resideInAPackage("dev.connstate.lab.libc..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.connstate.lab.libc..");
}
