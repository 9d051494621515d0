package org.ntkasymptotics;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the house and who may know whom. */
class ArchitectureTest {
  private static final String ROOT = "org.ntkasymptotics";
  private static final Path SOURCES = Path.of("src", "main", "java");

  private static final Set<String> STATIONS =
      Set.of(
          "host",
          "special",
          "linalg",
          "random",
          "spectrum",
          "fit",
          "kernel",
          "data",
          "network",
          "theory",
          "backend",
          "krylov");

  /** Room → rooms of ours that it may import; sub-packages belong to their room. */
  private static final Map<String, Set<String>> ROOMS = new TreeMap<>();

  static {
    ROOMS.put("special", Set.of());
    ROOMS.put("host", Set.of());
    ROOMS.put("linalg", Set.of("host"));
    ROOMS.put("random", Set.of());
    ROOMS.put("spectrum", Set.of());
    ROOMS.put("fit", Set.of());
    ROOMS.put("kernel", Set.of("host", "special", "network"));
    ROOMS.put("network", Set.of("host", "linalg", "random"));
    ROOMS.put("data", Set.of("host", "linalg", "random", "special", "kernel", "network"));
    ROOMS.put(
        "theory", Set.of("spectrum", "kernel", "network", "data", "special", "linalg", "random"));
    ROOMS.put(
        "backend", Set.of("host", "kernel", "data", "network", "spectrum", "linalg", "special"));
    ROOMS.put("krylov", Set.of("backend", "spectrum", "linalg", "random"));
    ROOMS.put("report", Set.of("host", "spectrum", "theory", "fit", "network", "linalg"));
    ROOMS.put("config", STATIONS);
    ROOMS.put("experiment", union(STATIONS, "report", "config"));
    ROOMS.put("bench", Set.of("host", "kernel", "backend", "config", "report"));
    ROOMS.put("cli", Set.of("config", "experiment", "report", "backend", "host", "bench"));
    // In builds with the Maven profile of that name.
    ROOMS.put("spark", Set.of("backend", "kernel", "network", "linalg", "config", "cli"));
  }

  /** Package of a library → the one package of ours that may use it. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "picocli", "cli",
          "org.apache.fontbox", "report",
          "org.apache.pdfbox", "report",
          "org.bytedeco", "backend.cpu",
          "jcuda", "backend.cuda",
          "org.apache.spark", "spark",
          "org.snakeyaml", "config");

  private static final Pattern VAGUE_CLASS =
      Pattern.compile(".*(Impl|Utils?|Helpers?|Manager|Common|Misc)");
  private static final Pattern VAGUE_PACKAGE =
      Pattern.compile("impls?|utils?|helpers?|managers?|common|misc");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> roomsImportOnlyWhatTheTableAllows() {
    return ROOMS.entrySet().stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room.getKey(), () -> mayImport(room.getKey(), room.getValue()).check(OURS)));
  }

  @Test
  void everyClassLiesInAListedRoom() {
    classes().should().resideInAnyPackage(packages(ROOMS.keySet())).check(OURS);
  }

  @Test
  void roomsAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void onlyBackendsNamesTheMachines() {
    for (String machine : List.of("backend.cpu", "backend.cuda")) {
      noClasses()
          .that()
          .resideOutsideOfPackage(subtree(machine))
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".backend.Backends")
          .and(not(nestedIn(ROOT + ".backend.Backends")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(subtree(machine))
          .check(OURS);
    }
    List<String> named =
        lines(
            "import (static )?org\\.ntkasymptotics\\.backend\\.(cpu|cuda)\\..*",
            "backend/Backends");
    assertEquals(
        List.of(), named.stream().filter(line -> !line.matches("backend/(cpu|cuda)/.*")).toList());
  }

  @Test
  void librariesStayInTheirRoom() {
    LIBRARIES.forEach(
        (library, room) ->
            noClasses()
                .that()
                .resideOutsideOfPackage(subtree(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(OURS));
  }

  /** javac inlines constants: a class file may show nothing of an import. */
  @Test
  void librariesAreImportedOnlyInTheirRoom() {
    LIBRARIES.forEach(
        (library, room) -> {
          String place = room.replace('.', '/') + "/";
          assertEquals(
              List.of(),
              lines("import (static )?" + Pattern.quote(library) + "\\..*", place),
              library + " is imported outside " + place);
        });
  }

  @Test
  void namesSayWhatAThingIs() {
    List<String> vague = new ArrayList<>();
    OURS.forEach(
        c -> {
          if (VAGUE_CLASS.matcher(c.getSimpleName()).matches()
              || Stream.of(c.getPackageName().split("\\."))
                  .anyMatch(part -> VAGUE_PACKAGE.matcher(part).matches())) {
            vague.add(c.getName());
          }
        });
    assertEquals(List.of(), vague);
  }

  @Test
  void onlyTheCommandLinePrints() {
    printing(resideOutsideOfPackage(subtree("cli"))).check(OURS);
  }

  @Test
  void staticFieldsAreFinal() {
    fields().that().areStatic().should().beFinal().check(OURS);
  }

  /**
   * Rules that cannot fail show nothing: each kind, turned on what is there, must find something.
   */
  @Test
  void theRulesCanFail() {
    assertTrue(mayImport("theory", Set.of()).evaluate(OURS).hasViolation());
    assertTrue(printing(resideInAPackage(subtree("cli"))).evaluate(OURS).hasViolation());
    assertTrue(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..")
            .evaluate(OURS)
            .hasViolation());
    assertTrue(!lines("import org\\.bytedeco\\..*", "backend/cuda/").isEmpty());
    assertTrue(
        VAGUE_CLASS.matcher("MathUtils").matches() && VAGUE_CLASS.matcher("GramImpl").matches());
    assertTrue(OURS.contain(ROOT + ".fit.PowerLawFits"));
  }

  private static ArchRule mayImport(String room, Set<String> allowed) {
    return classes()
        .that(resideInAPackage(subtree(room)))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..")
                .or(resideInAnyPackage(packages(union(allowed, room)))))
        .allowEmptyShould(true);
  }

  private static ArchRule printing(DescribedPredicate<JavaClass> where) {
    return noClasses().that(where).should(ACCESS_STANDARD_STREAMS);
  }

  private static DescribedPredicate<JavaClass> nestedIn(String outer) {
    return DescribedPredicate.describe(
        "nested in " + outer, c -> c.getName().startsWith(outer + "$"));
  }

  /** "file: line" of the source lines that match, but for files whose path starts as given. */
  private static List<String> lines(String regex, String exceptUnder) {
    Path root = SOURCES.resolve(ROOT.replace('.', '/'));
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(regex).matcher("");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        String place = root.relativize(file).toString().replace('\\', '/');
        if (!place.startsWith(exceptUnder)) {
          for (String line : Files.readAllLines(file)) {
            if (matcher.reset(line.strip()).matches()) {
              found.add(place + ": " + line.strip());
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String subtree(String room) {
    return ROOT + "." + room + "..";
  }

  private static String[] packages(Set<String> rooms) {
    return rooms.stream().map(ArchitectureTest::subtree).toArray(String[]::new);
  }

  private static Set<String> union(Set<String> rooms, String... more) {
    Set<String> all = new TreeSet<>(rooms);
    all.addAll(List.of(more));
    return all;
  }
}
