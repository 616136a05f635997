package dev.connstate.diagnosis.explain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.connstate.diagnosis", importOptions = ImportOption.DoNotIncludeTests.class)
class ExplainArchitectureTest {
    @ArchTest
    static final ArchRule PAGES_ARE_READ_IN_ONE_PLACE = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Shelf(\\$.*)?")
            .should()
            .callMethod(Class.class, "getResourceAsStream", String.class)
            .orShould()
            .callMethod(Class.class, "getResource", String.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..");

    @ArchTest
    static final ArchRule DECIDING_KNOWS_NO_PAGES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.connstate.diagnosis.explain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.connstate.diagnosis.explain..", "org.commonmark..");
}
