package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The texts of the container images' recipes; docker/test-images.sh builds them, CUDA's from
 * stand-ins for NVIDIA's images.
 */
class CudaImageTest {
  private static final Path FOLDER = Path.of("docker");

  private static String recipe(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  /** Instructions from one line to another, without comments. */
  private static List<String> lines(String recipe, String from, String to) {
    List<String> lines = recipe.lines().filter(line -> !line.startsWith("#")).toList();
    int first = lines.indexOf(from);
    assertTrue(first >= 0, "no line " + from);
    int end = to.isEmpty() ? lines.size() : lines.indexOf(to);
    return lines.subList(first, end);
  }

  /** Names of CUDA's libraries, up to their major version. */
  private static Set<String> libraries(String recipe) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = Pattern.compile("lib(cu|nv)\\w+\\.so\\.\\d+").matcher(recipe);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  @Test
  void imagesHoldTheLibrariesThatAreLoaded() throws IOException {
    Set<String> loaded = new TreeSet<>(CudaFamily.CUDA_12.loadOrder());
    assertEquals(loaded, libraries(recipe("cuda.Dockerfile")));
    assertEquals(loaded, libraries(recipe("apptainer.def")));
    assertEquals(Set.of(), libraries(recipe("cpu.Dockerfile")));
  }

  @Test
  void cudaIsOfTheVersionOfItsJavaBinding() throws IOException {
    for (String name : List.of("cuda.Dockerfile", "apptainer.def")) {
      Matcher base = Pattern.compile("nvidia/cuda:([\\d.]+)-").matcher(recipe(name));
      while (base.find()) {
        assertTrue(base.group(1).startsWith("12.6."), name + ": " + base.group());
      }
    }
    assertTrue(recipe("cuda.Dockerfile").contains("ARG BUILD_IMAGE=nvidia/cuda:12.6"));
    assertTrue(recipe("cuda.Dockerfile").contains("ARG RUNTIME_IMAGE=nvidia/cuda:12.6"));
  }

  @Test
  void bothImagesAreBuiltAndStartedInTheSameWay() throws IOException {
    String cpu = recipe("cpu.Dockerfile");
    String cuda = recipe("cuda.Dockerfile");
    assertEquals(
        lines(cpu, "FROM ${BUILD_IMAGE} AS build", "FROM build AS program"),
        lines(cuda, "FROM ${BUILD_IMAGE} AS build", "FROM build AS program"));
    List<String> start = lines(cpu, "ENV HOME=/tmp", "");
    assertEquals(start, lines(cuda, "ENV HOME=/tmp", ""));
    assertTrue(start.contains("USER 10001:10001"), "not root: " + start);
    assertTrue(start.contains("ENTRYPOINT [\"ntk\"]"), start.toString());
    assertTrue(
        start.stream().anyMatch(line -> line.matches("HEALTHCHECK .* CMD \\[\"ntk\", \"doctor\"]")),
        start.toString());
  }
}
