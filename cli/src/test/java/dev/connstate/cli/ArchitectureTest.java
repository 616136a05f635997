package dev.connstate.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.connstate", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule showingReadsNoKernel = noClasses()
            .that()
            .resideInAPackage("dev.connstate.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.connstate.agent.kernel..", "dev.connstate.agent.observe..", "java.lang.foreign..");

    @ArchTest
    static final ArchRule oneClassStartsTheAgent = noClasses()
            .that()
            .resideInAPackage("dev.connstate.cli..")
            .and()
            .haveNameNotMatching("dev\\.connstate\\.cli\\.Lookout.*")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.connstate.agent.Agent");

    @ArchTest
    static final ArchRule textIsMadeWithoutReadingOrPrinting = noClasses()
            .that()
            .resideInAPackage("dev.connstate.cli.output..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.connstate.agent..", "picocli..", "org.jline.terminal..", "java.nio.file..")
            .orShould()
            .accessField(System.class, "out");

    @ArchTest
    static final ArchRule outputKnowsNotWhoShowsIt = noClasses()
            .that()
            .resideInAPackage("dev.connstate.cli.output..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.connstate.cli", "dev.connstate.cli.live..");

    @ArchTest
    static final ArchRule jacksonHasOneHome = noClasses()
            .that()
            .resideOutsideOfPackage("dev.connstate.cli.output..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    /** Deciding is pure: a report comes in, findings go out, and nothing is read, printed or asked for the time. */
    @ArchTest
    static final ArchRule decidingKnowsReportsOnly = noClasses()
            .that()
            .resideInAPackage("dev.connstate.diagnosis..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.connstate..")
                    .and(not(resideInAnyPackage("dev.connstate.diagnosis..", "dev.connstate.report.."))))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule whatIsSeenKnowsNotWhatItMeans = noClasses()
            .that()
            .resideInAnyPackage("dev.connstate.agent..", "dev.connstate.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.connstate.diagnosis..");

    @ArchTest
    static final ArchRule agentAndReportKnowNoCommand = noClasses()
            .that()
            .resideInAnyPackage("dev.connstate.agent..", "dev.connstate.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.connstate.cli..");

    @ArchTest
    static final ArchRule onlyTheCommandPlaysLabs = noClasses()
            .that()
            .resideOutsideOfPackages("dev.connstate.cli..", "dev.connstate.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.connstate.lab..");
}
