package dev.connstate.report;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.connstate.report", importOptions = ImportOption.DoNotIncludeTests.class)
class ReportArchitectureTest {
    private static final String REPORT = "dev.connstate.report";
    private static final String WIRE = "dev.connstate.report.wire..";
    private static final String PROTOBUF = "com.google.protobuf..";

    @ArchTest
    static void theClassesWereRead(JavaClasses classes) {
        assertThat(classes.contain(NodeReport.class)).isTrue();
        assertThat(classes.get(NodeReport.class).getConstructors()).isNotEmpty();
    }

    @ArchTest
    static final ArchRule NEEDS_ONLY_JAVA_AND_PROTOBUF = classes()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", PROTOBUF, REPORT, WIRE);

    @ArchTest
    static final ArchRule ONLY_THE_CODEC_KNOWS_PROTOBUF = noClasses()
            .that(resideInAPackage(REPORT)
                    .and(not(belongToAnyOf(
                            NodeReportCodec.class,
                            NodeReplyCodec.class,
                            ReportEncoder.class,
                            ReportDecoder.class,
                            NamespaceDecoder.class,
                            RowDecoder.class,
                            WireReader.class,
                            SocketEncoder.class,
                            SocketDecoder.class,
                            NameTable.class))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WIRE, PROTOBUF);

    @ArchTest
    static final ArchRule VALUES_DO_NOT_CHANGE = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(REPORT)
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}
