package dev.connstate.diagnosis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Deciding is pure: records in, records out, and the records' own times are the only clock. */
@AnalyzeClasses(packages = "dev.connstate.diagnosis", importOptions = DoNotIncludeTests.class)
class DiagnosisArchitectureTest {
    private static final String DIAGNOSIS = "dev.connstate.diagnosis..";
    private static final String EXPLAIN = "dev.connstate.diagnosis.explain..";
    private static final String REPORT = "dev.connstate.report..";

    @ArchTest
    static final ArchRule decidingStandsOnTheReportAlone = classes()
            .that()
            .resideOutsideOfPackage(EXPLAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.runtime",
                    "java.util..",
                    "java.time..",
                    DIAGNOSIS,
                    REPORT);

    @ArchTest
    static final ArchRule decidingReadsNoPages = noClasses()
            .that()
            .resideOutsideOfPackage(EXPLAIN)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EXPLAIN);

    @ArchTest
    static final ArchRule explainingReadsNothingButTheClassPath = noClasses()
            .that()
            .resideInAPackage(EXPLAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.lang.foreign..");

    @ArchTest
    static final ArchRule nothingAsksTheTime = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothingWaitsOrRunsBesides = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .accessField(System.class, "out");

    @ArchTest
    static final ArchRule scriptsKnowNoRule = noClasses()
            .that()
            .resideInAPackage("dev.connstate.diagnosis.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.connstate.diagnosis.symptom..");

    @ArchTest
    static final ArchRule symptomsFormNoCircle =
            slices().matching("dev.connstate.diagnosis.symptom.(*)..").should().beFreeOfCycles();
}
