package dev.connstate.crds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.connstate.crds", importOptions = ImportOption.DoNotIncludeTests.class)
class CrdsArchitectureTest {
    @ArchTest
    static final ArchRule TYPES_AND_NOTHING_ELSE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.connstate.crds..",
                    "java.lang..",
                    "java.time..",
                    "java.util..",
                    "com.fasterxml.jackson.annotation..",
                    "io.fabric8.crd.generator.annotation..",
                    "io.fabric8.generator.annotation..",
                    "io.fabric8.kubernetes.api.model..",
                    "io.fabric8.kubernetes.client",
                    "io.fabric8.kubernetes.model.annotation..");

    @ArchTest
    static final ArchRule ALERTS_AND_RECOMMENDATIONS_ARE_APART =
            slices().matching("dev.connstate.crds.(*)..").should().notDependOnEachOther();
}
