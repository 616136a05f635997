package dev.connstate.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.connstate.agent.kernel.libc.NativeLibc;
import dev.connstate.agent.observe.NodeObserver;
import dev.connstate.report.NodeReport;

/**
 * The arrows point one way: kernel, observe, agent, program; metrics shows what the report says, and delivery brings it
 * away.
 */
@AnalyzeClasses(
        packages = {"dev.connstate.agent", "dev.connstate.report"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class AgentArchitectureTest {
    private static final String AGENT = "dev.connstate.agent..";
    private static final String KERNEL = "dev.connstate.agent.kernel..";
    private static final String OBSERVE = "dev.connstate.agent.observe..";
    private static final String METRICS = "dev.connstate.agent.metrics..";
    private static final String DELIVERY = "dev.connstate.agent.delivery..";
    private static final String REPORT = "dev.connstate.report..";
    private static final String FOREIGN = "java.lang.foreign..";
    private static final String OSHI = "oshi..";
    private static final String PROMETHEUS = "io.prometheus..";

    @ArchTest
    static void theClassesWereRead(JavaClasses classes) {
        assertThat(classes.contain(NodeObserver.class)).isTrue();
        assertThat(classes.contain(NodeReport.class)).isTrue();
        assertThat(classes.get(NativeLibc.class).getDirectDependenciesFromSelf())
                .anyMatch(it -> it.getTargetClass().getPackageName().startsWith("java.lang.foreign"));
    }

    @ArchTest
    static final ArchRule KERNEL_STANDS_ON_JAVA_AND_THE_REPORT_ALONE = classes()
            .that()
            .resideInAPackage(KERNEL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", KERNEL, REPORT);

    @ArchTest
    static final ArchRule FOREIGN_MEMORY_IS_FENCED = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.connstate.agent.kernel.bpf",
                    "dev.connstate.agent.kernel.libc",
                    "dev.connstate.agent.kernel.netlink")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FOREIGN);

    @ArchTest
    static final ArchRule OBSERVING_KNOWS_NO_METRICS = noClasses()
            .that()
            .resideInAPackage(OBSERVE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(METRICS, PROMETHEUS);

    @ArchTest
    static final ArchRule METRICS_SHOW_THE_REPORT_AND_DO_NOT_LOOK = noClasses()
            .that()
            .resideInAPackage(METRICS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KERNEL, OBSERVE, FOREIGN, OSHI)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_DELIVERY_GOES_OUT = noClasses()
            .that()
            .resideOutsideOfPackage(DELIVERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net.ssl..");

    @ArchTest
    static final ArchRule DELIVERY_LOOKS_AT_NOTHING = noClasses()
            .that()
            .resideInAPackage(DELIVERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KERNEL, OBSERVE, METRICS, FOREIGN, OSHI);

    @ArchTest
    static final ArchRule THE_REPORT_KNOWS_NO_AGENT = noClasses()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AGENT);

    @ArchTest
    static final ArchRule PARTS_FORM_NO_CIRCLE =
            slices().matching("dev.connstate.agent.kernel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule KERNEL_OBSERVE_AND_METRICS_FORM_NO_CIRCLE =
            slices().matching("dev.connstate.agent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule VALUES_DO_NOT_CHANGE = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(AGENT)
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .that()
            .resideInAPackage(AGENT)
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
            .orShould()
            .haveNameMatching(".*\\.Abstract[A-Z][^.]*");
}
