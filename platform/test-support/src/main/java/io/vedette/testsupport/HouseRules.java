package io.vedette.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** What the house asks of every module's main code, to be checked by a test of that module. */
public final class HouseRules {

    /** Names that say nothing of the domain stay out. */
    public static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto|DTO|V2)")
            .because("the field's own words name our classes");

    /** What a class needs stands in its constructor. */
    public static final ArchRule NO_FIELD_INJECTION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
            .because("a constructor says what a class needs");

    private HouseRules() {}

    /** Nothing of Spring below these packages, for example {@code "io.vedette.broker.journal.."}; each must hold classes. */
    public static ArchRule noSpringIn(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..")
                .because("this code outlives frameworks");
    }

    /** The main classes below a package. */
    public static JavaClasses mainClassesOf(String basePackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
    }

    /** Checks the main classes below a package against every rule that needs no argument. */
    public static void check(String basePackage) {
        JavaClasses classes = mainClassesOf(basePackage);
        NAMES_SAY_WHAT_A_THING_IS.check(classes);
        NO_FIELD_INJECTION.check(classes);
    }
}
