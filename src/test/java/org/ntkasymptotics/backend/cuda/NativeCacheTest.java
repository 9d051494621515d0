package org.ntkasymptotics.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
  private static final int PROCESSES = 32;
  private static final List<String> NAMES =
      List.of("libJCudaDriver-12.6.0-linux-x86_64.so", "libJCublas2-12.6.0-linux-x86_64.so");

  @TempDir Path directory;

  private static List<NativeFile> natives() {
    return NAMES.stream().map(n -> NativeFile.onClassPath("lib", n).orElseThrow()).toList();
  }

  private Path unpack(Path... places) {
    return new NativeCache(List.of(places)).unpack("trial", natives(), folder -> {});
  }

  @Test
  void filesAreCopiedOnceAndKept() throws IOException {
    Path folder = unpack(directory.resolve("cache"));
    assertTrue(folder.getFileName().toString().matches("trial-[0-9a-f]{12}"), "" + folder);
    Path first = folder.resolve(NAMES.get(0));
    Object made = Files.getAttribute(first, "unix:ino");
    assertEquals(folder, unpack(directory.resolve("cache")));
    assertEquals(made, Files.getAttribute(first, "unix:ino"), "not written again");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "nothing partial is left");
    }
  }

  @Test
  void truncatedAndForeignFilesAreReplaced() throws IOException {
    Path folder = unpack(directory);
    Path first = folder.resolve(NAMES.get(0));
    byte[] whole = Files.readAllBytes(first);
    byte[] foreign = whole.clone();
    foreign[whole.length - 1] ^= 1;
    for (byte[] wrong : List.of(new byte[0], foreign)) {
      Files.write(first, wrong);
      unpack(directory);
      assertEquals(-1, java.util.Arrays.mismatch(whole, Files.readAllBytes(first)));
    }
  }

  @Test
  void aPlaceThatCannotBeUsedIsPassedOverAndNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path unloadable = directory.resolve("noexec");
    Path good = directory.resolve("good");
    NativeCache cache = new NativeCache(List.of(file.resolve("below"), unloadable, good));
    Path folder =
        cache.unpack(
            "trial",
            natives(),
            path -> {
              if (path.startsWith(unloadable)) {
                throw new UnsatisfiedLinkError("failed to map segment from shared object");
              }
            });
    assertTrue(folder.startsWith(good));
    assertEquals(2, cache.refusals().size());
    assertTrue(cache.refusals().get(0).contains("cannot be written"), cache.refusals().get(0));
    assertTrue(cache.refusals().get(1).contains("failed to map"), cache.refusals().get(1));
    UnsatisfiedLinkError none =
        assertThrows(UnsatisfiedLinkError.class, () -> unpack(file.resolve("below")));
    assertTrue(none.getMessage().contains("NTK_CACHE"), none.getMessage());
  }

  @Test
  void placesFollowTheEnvironment() {
    assertEquals(
        List.of(Path.of("/a"), Path.of("/x/ntk-asymptotics")),
        NativeCache.places(Map.of("NTK_CACHE", "/a", "XDG_CACHE_HOME", "/x"), "/t").subList(0, 2));
    assertEquals(
        Path.of("/h/.cache/ntk-asymptotics"),
        NativeCache.places(Map.of("HOME", "/h", "XDG_CACHE_HOME", "relative"), "/t").get(0));
    assertTrue(NativeCache.places(Map.of(), "/t").get(0).startsWith("/t"));
  }

  @Test
  void processesThatStartTogetherAllGetWholeFiles() throws Exception {
    Path cache = directory.resolve("cache");
    Path start = directory.resolve("start");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(NativeCacheProcess.class.getName(), "" + cache, "" + start));
    command.addAll(NAMES);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      Path log = directory.resolve("log-" + i);
      processes.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start());
    }
    // Most are waiting by now; those that are not join in the middle.
    Thread.sleep(2000);
    Files.createFile(start);
    for (int i = 0; i < PROCESSES; i++) {
      assertTrue(processes.get(i).waitFor(60, TimeUnit.SECONDS), "process " + i + " hangs");
      assertEquals(
          0, processes.get(i).exitValue(), Files.readString(directory.resolve("log-" + i)));
    }
    try (Stream<Path> files = Files.walk(cache)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".partial")));
    }
  }
}
