package org.ntkasymptotics;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import java.util.Date;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/** What the program never does, wherever it runs. */
class SafetyRulesTest {
  private static final String ROOT = "org.ntkasymptotics";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** Only {@code ntk data} brings things here; class-path resources are opened as URLs too. */
  @Test
  void onlyDownloadsUseTheNetwork() {
    network(not(classNamed("data.Download")).and(not(classNamed("data.ProxySettings"))))
        .check(OURS);
    openingUrls(not(classNamed("backend.cuda.NativeFile")).and(not(classNamed("data.Download"))))
        .check(OURS);
  }

  /** Bytes of others never become objects of whatever class they name. */
  @Test
  void nothingIsDeserialised() {
    deserialising().check(OURS);
  }

  /** The wall clock may jump: it dates things and measures nothing. */
  @Test
  void durationsDoNotComeFromTheWallClock() {
    measuringByTheWallClock().check(OURS);
  }

  /** Rules that cannot fail show nothing. */
  @Test
  void theRulesCanFail() {
    assertTrue(network(classNamed("data.Download")).evaluate(OURS).hasViolation());
    assertTrue(openingUrls(classNamed("data.Download")).evaluate(OURS).hasViolation());
    JavaClasses others = new ClassFileImporter().importClasses(HashMap.class, Date.class);
    assertTrue(deserialising().evaluate(others).hasViolation());
    assertTrue(measuringByTheWallClock().evaluate(others).hasViolation());
  }

  private static ArchRule network(DescribedPredicate<JavaClass> where) {
    return noClasses()
        .that(where)
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\.(?!URI$|URISyntaxException$|URL$|URLConnection$).*|javax\\.net\\..*"
                + "|com\\.sun\\.net\\..*|java\\.rmi\\..*"
                + "|java\\.nio\\.channels\\..*(Socket|Datagram)Channel");
  }

  private static ArchRule openingUrls(DescribedPredicate<JavaClass> where) {
    return noClasses()
        .that(where)
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "opens an address",
                call ->
                    call.getTargetOwner().isEquivalentTo(URL.class)
                        && call.getName().matches("open.*|getContent")));
  }

  private static ArchRule deserialising() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(Object.*Input.*|Externalizable)|java\\.beans\\..*")
        .orShould()
        .callMethodWhere(target(nameMatching("(activate|enable)DefaultTyping.*")))
        .because("it is how foreign bytes run foreign code");
  }

  private static ArchRule measuringByTheWallClock() {
    return noClasses()
        .should()
        .callMethodWhere(target(nameMatching("currentTimeMillis|toEpochMilli|getEpochSecond")))
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "measures between two dates",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("java.time")
                        && call.getName().matches("between|until")));
  }

  private static DescribedPredicate<JavaClass> classNamed(String outer) {
    String name = ROOT + "." + outer;
    return DescribedPredicate.describe(
        "of " + outer, c -> c.getName().equals(name) || c.getName().startsWith(name + "$"));
  }
}
