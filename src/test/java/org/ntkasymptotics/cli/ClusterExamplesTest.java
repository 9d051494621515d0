package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What clusters are given: the Slurm array in a stand-in environment, the Job by its fields. */
class ClusterExamplesTest {
  @TempDir Path directory;

  @Test
  void aTaskOfTheArrayStartsItsShareWithItsCores() throws Exception {
    Path program = directory.resolve("ntk");
    Files.writeString(program, "#!/bin/sh\necho \"$@\" $SLURM_ARRAY_TASK_ID\nexit 143\n");
    assertEquals(true, program.toFile().setExecutable(true));
    ProcessBuilder builder =
        new ProcessBuilder("bash", "docker/slurm/sweep.sbatch", "a b.yaml", "--out", "r");
    builder.environment().put("NTK", program.toString());
    builder.environment().put("SLURM_ARRAY_TASK_ID", "3");
    builder.environment().put("SLURM_CPUS_PER_TASK", "8");
    Process process = builder.redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals("sweep a b.yaml --out r --threads 8 3", said);
    assertEquals(143, process.waitFor(), "the program's own exit code");
  }

  @Test
  void theJobSaysItsCompletionsToItsPods() throws Exception {
    Object yaml =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(Path.of("docker/k8s/sweep.yaml")));
    JsonNode spec = new ObjectMapper().valueToTree(yaml).path("spec");
    JsonNode container = spec.path("template").path("spec").path("containers").path(0);
    assertEquals("Indexed", spec.path("completionMode").asText());
    assertEquals("JOB_COMPLETIONS", container.path("env").path(0).path("name").asText());
    assertEquals(
        spec.path("completions").asText(), container.path("env").path(0).path("value").asText());
    JsonNode rule = spec.path("podFailurePolicy").path("rules").path(0);
    assertEquals("FailIndex", rule.path("action").asText());
    assertEquals(container.path("name"), rule.path("onExitCodes").path("containerName"));
    assertEquals(
        List.of(ExitCode.BAD_INPUT, ExitCode.NO_BACKEND),
        new ObjectMapper()
            .convertValue(
                rule.path("onExitCodes").path("values"),
                new com.fasterxml.jackson.core.type.TypeReference<List<Integer>>() {}));
    assertEquals("Never", spec.path("template").path("spec").path("restartPolicy").asText());
  }
}
