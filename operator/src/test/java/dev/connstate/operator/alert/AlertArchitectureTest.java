package dev.connstate.operator.alert;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Deciding is pure: what is asked, what is known and a time in, a state out. */
@AnalyzeClasses(packages = "dev.connstate.operator.alert", importOptions = DoNotIncludeTests.class)
class AlertArchitectureTest {
    @ArchTest
    static final ArchRule decidingKnowsOnlyValues = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.math",
                    "java.util..",
                    "java.time..",
                    "com.google.common.collect..",
                    "dev.cel..",
                    "io.fabric8.kubernetes.api.model",
                    "dev.connstate.crds..",
                    "dev.connstate.diagnosis..",
                    "dev.connstate.operator.alert..",
                    "dev.connstate.operator.fleet..",
                    "dev.connstate.report..");

    @ArchTest
    static final ArchRule ofTheFleetOnlyWhatIsKnownOfATarget = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("dev\\.connstate\\.operator\\.fleet\\.(Fleet|Cluster|Targets|Pods)")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("dev.connstate.operator.cluster..");

    @ArchTest
    static final ArchRule nothingAsksTheTimeOrWaits = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule onlyExpressionsKnowTheirLanguage = noClasses()
            .that()
            .resideOutsideOfPackage("dev.connstate.operator.alert.expression..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google..");

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("dev.connstate.operator.alert.(**)").should().beFreeOfCycles();
}
