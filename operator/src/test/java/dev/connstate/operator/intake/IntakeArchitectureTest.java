package dev.connstate.operator.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.connstate.operator.certificate.Authorities;

@AnalyzeClasses(packages = "dev.connstate.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class IntakeArchitectureTest {
    private static final String INTAKE = "dev.connstate.operator.intake..";
    private static final String CERTIFICATE = "dev.connstate.operator.certificate..";

    @ArchTest
    static void theClassesWereRead(JavaClasses classes) {
        assertThat(classes.contain(Intake.class)).isTrue();
        assertThat(classes.contain(Authorities.class)).isTrue();
    }

    /** Who decides on reports is on the other side of Reception. */
    @ArchTest
    static final ArchRule TAKING_REPORTS_IS_NOT_DECIDING_ON_THEM = noClasses()
            .that()
            .resideInAPackage(INTAKE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.connstate.diagnosis..",
                    "dev.connstate.crds..",
                    "dev.connstate.operator.fleet..",
                    "dev.connstate.operator.alert..",
                    "dev.connstate.operator.tuning..");

    @ArchTest
    static final ArchRule CERTIFICATES_KNOW_NO_SERVER = noClasses()
            .that()
            .resideInAPackage(CERTIFICATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INTAKE, "io.vertx..");

    @ArchTest
    static final ArchRule WHO_SIGNS_AND_WHEN_IS_PURE = classes()
            .that()
            .haveFullyQualifiedName(Authorities.class.getName())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.time..", "java.util..", CERTIFICATE);
}
