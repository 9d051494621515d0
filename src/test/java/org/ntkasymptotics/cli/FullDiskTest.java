package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full, where this may mount one, and limits on files: said in one line; what was
 * computed goes on to the same numbers when there is room again.
 */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
  private static final String YAML =
      """
      experiment: spectrum
      data: {samples: 220}
      target: gp
      training: {enabled: true, width: 40, steps: 2000}
      backend: {name: cpu, threads: 1}
      """;
  private static final List<String> OFTEN = List.of("-Dntk.checkpoint-seconds=0.05");
  private static final List<String> FILES =
      List.of("eigenvalues.npy", "coefficients.npy", "loss-trained.csv", "network.npz");

  @TempDir Path directory;
  private Path disk;
  private Path description;
  private boolean mounted;

  @BeforeEach
  void describe() throws IOException {
    disk = Files.createDirectory(directory.resolve("disk"));
    description = Files.writeString(directory.resolve("e.yaml"), YAML);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertTrue(succeeds("umount", disk.toString()));
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void mount(String size) throws Exception {
    mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=" + size, "ntk-test", disk.toString());
    assumeTrue(mounted, "only root may mount a disk");
  }

  private void remount(String options) throws Exception {
    assertTrue(succeeds("mount", "-o", "remount," + options, disk.toString()));
  }

  private List<String> run(String... arguments) {
    return ProgramProcess.command(OFTEN, List.of(arguments));
  }

  private List<String> firstRun() {
    return run("run", description.toString(), "--out", disk + "/run", "--quiet");
  }

  private String failed(List<String> command) throws Exception {
    ProgramProcess process = ProgramProcess.start(directory, command);
    int code = process.await();
    String printed = process.printed();
    assertEquals(1, code, printed);
    assertFalse(printed.contains("\tat "), printed);
    assertFalse(printed.contains("internal error"), printed);
    assertFalse(Files.exists(disk.resolve("run")), "whole or not at all");
    return printed;
  }

  private void goesOnToTheSame(String printed) throws Exception {
    boolean kept = printed.contains("go on with: ./ntk run --resume");
    List<String> again = kept ? run("run", "--resume", disk + "/run", "--quiet") : firstRun();
    ProgramProcess process = ProgramProcess.start(directory, again);
    int code = process.await();
    assertEquals(0, code, process.printed());
    Path reference = directory.resolve("reference");
    ProgramProcess whole =
        ProgramProcess.start(
            directory, run("run", description.toString(), "--out", reference.toString()));
    int wholeCode = whole.await();
    assertEquals(0, wholeCode, whole.printed());
    for (String file : FILES) {
      Path own = disk.resolve("run").resolve(file);
      assertEquals(-1, Files.mismatch(reference.resolve(file), own), file);
    }
  }

  @Test
  void aFullDiskIsSaidAndTheRunGoesOn() throws Exception {
    // Enough for spectra and states, not for the report.
    mount("240k");
    String printed = failed(firstRun());
    assertTrue(printed.contains("the disk is full"), printed);
    assertTrue(printed.contains("go on with: ./ntk run --resume"), printed);
    remount("size=50m");
    goesOnToTheSame(printed);
  }

  @Test
  void aReadOnlyDiskIsSaid() throws Exception {
    mount("1m");
    remount("ro");
    String printed = failed(firstRun());
    assertTrue(printed.contains("the file system is read-only"), printed);
    assertEquals(1, printed.lines().filter(l -> l.startsWith("ntk")).count(), printed);
  }

  @Test
  void aLimitOnFilesIsSaidAndTheRunGoesOn() throws Exception {
    String limited = "ulimit -f 120; exec \"$@\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", limited, "limited"));
    command.addAll(firstRun());
    String printed = failed(command);
    assertTrue(printed.contains("the largest size of files here"), printed);
    goesOnToTheSame(printed);
  }
}
