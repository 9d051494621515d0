package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docker/slurm/sweep.sbatch in a stand-in environment; docker/slurm/test-sweep.sh has a Slurm. */
class SlurmArrayTest {
  @TempDir Path directory;

  private record Ended(String said, int code) {}

  private Ended batch(String program, Map<String, String> environment) throws Exception {
    Path ntk = script("ntk", program);
    script("scontrol", "echo scontrol \"$@\"");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "docker/slurm/sweep.sbatch", "a b.yaml", "--out", "r");
    builder.environment().put("NTK", ntk.toString());
    builder.environment().put("SLURM_JOB_ID", "17");
    builder.environment().put("SLURM_CPUS_PER_TASK", "8");
    builder.environment().merge("PATH", directory + ":", (path, own) -> own + path);
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(said.strip(), process.waitFor());
  }

  private Path script(String name, String body) throws Exception {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  @Test
  void aTaskStartsItsShareWithItsCores() throws Exception {
    Ended ended = batch("echo \"$@\"; exit 1", Map.of());
    assertEquals("sweep a b.yaml --out r --threads 8", ended.said());
    assertEquals(1, ended.code(), "the program's own exit code");
  }

  @Test
  void aTaskWithAGpuComputesOnIt() throws Exception {
    Ended ended = batch("echo \"$@\"", Map.of("SLURM_GPUS_ON_NODE", "1"));
    assertEquals("sweep a b.yaml --out r --threads 8 --backend cuda", ended.said());
  }

  /** Saves for a moment after the signal, as the program may. */
  private static String interruptedBy(String signal) {
    return "trap 'sleep 0.2; echo saved; exit 143' TERM; sleep 0.2; kill -"
        + signal
        + " $PPID; sleep 5 >/dev/null 2>&1 & wait $!";
  }

  @Test
  void aTaskThatIsToldToStopEndsWithTheProgram() throws Exception {
    assertEquals(new Ended("saved", 143), batch(interruptedBy("TERM"), Map.of()));
  }

  @Test
  void aTaskWhoseTimeIsUpGoesBackIntoTheQueue() throws Exception {
    assertEquals(
        new Ended("saved\nscontrol requeue 17", 143), batch(interruptedBy("USR1"), Map.of()));
  }

  @Test
  void aPointThatNeverGetsThroughIsNotBegunForEver() throws Exception {
    assertEquals(
        new Ended("saved", 143), batch(interruptedBy("USR1"), Map.of("SLURM_RESTART_COUNT", "10")));
  }
}
