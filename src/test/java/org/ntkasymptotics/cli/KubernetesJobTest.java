package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodFailurePolicyRule;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The Jobs in docker/k8s against Kubernetes' own model of its API (no unknown field, no missing
 * one, right types), against the rules that its server adds, and against this program's exit codes.
 */
class KubernetesJobTest {
  private static final Path FOLDER = Path.of("docker/k8s");

  /** Gson cannot look into Java's own classes. */
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(
              OffsetDateTime.class,
              (JsonDeserializer<OffsetDateTime>)
                  (time, type, context) -> OffsetDateTime.parse(time.getAsString()))
          .create();

  private static JsonElement json(String yaml) throws IOException {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JsonParser.parseString(new ObjectMapper().writeValueAsString(document));
  }

  private static V1Job job(String yaml) throws IOException {
    JsonElement json = json(yaml);
    V1Job.validateJsonElement(json);
    return read(json, V1Job.class);
  }

  private static <T> T read(JsonElement json, Class<T> type) {
    try {
      return GSON.fromJson(json, type);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static V1Job file(String name) throws IOException {
    return job(Files.readString(FOLDER.resolve(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backoffLimitPerIndex: 3 | backofLimitPerIndex: 3
          - action: Ignore        | - acton: Ignore
          restartPolicy: Never    | restartPolice: Never
          name: natives, mount    | nam: natives, mount
          completions: 4          | completions: four
          """)
  void theModelFindsMistakes(String right, String wrong) throws IOException {
    String yaml = Files.readString(FOLDER.resolve("sweep.yaml"));
    assertTrue(yaml.contains(right), right);
    assertThrows(IllegalArgumentException.class, () -> job(yaml.replace(right, wrong)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep.yaml", "sweep-gpu.yaml"})
  void aSweepSharesItsPointsAmongItsPods(String name) throws IOException {
    V1Job job = file(name);
    assertEquals("batch/v1", job.getApiVersion());
    assertEquals("Job", job.getKind());
    V1JobSpec spec = job.getSpec();
    assertEquals("Indexed", spec.getCompletionMode());
    assertTrue(spec.getMaxFailedIndexes() <= spec.getCompletions(), "the server's rule");
    assertEquals("Failed", spec.getPodReplacementPolicy(), "two pods would want one point's lock");
    V1Container ntk = container(job);
    assertEquals(
        List.of("JOB_COMPLETIONS " + spec.getCompletions()),
        ntk.getEnv().stream()
            .filter(e -> e.getName().equals("JOB_COMPLETIONS"))
            .map(e -> e.getName() + " " + e.getValue())
            .toList());
    assertEquals("sweep", ntk.getArgs().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep.yaml", "sweep-gpu.yaml"})
  void exitCodesDecideWhatIsTriedAgain(String name) throws IOException {
    V1Job job = file(name);
    assertEquals("Never", pod(job).getRestartPolicy(), "the server's rule for podFailurePolicy");
    assertTrue(job.getSpec().getBackoffLimitPerIndex() > 0, "the server's rule for FailIndex");
    List<V1PodFailurePolicyRule> rules = job.getSpec().getPodFailurePolicy().getRules();
    assertEquals("DisruptionTarget", rules.get(0).getOnPodConditions().get(0).getType());
    assertEquals("Ignore", rules.get(0).getAction(), "an eviction comes before its exit code");
    assertEquals(
        Set.of(ExitCode.BAD_INPUT, ExitCode.NO_BACKEND), codes(rules, "FailIndex"), "final");
    assertEquals(
        Set.of(ExitCode.SIGNAL + 2, ExitCode.SIGNAL + 15), codes(rules, "Ignore"), "interrupted");
  }

  private static Set<Integer> codes(List<V1PodFailurePolicyRule> rules, String action) {
    return rules.stream()
        .filter(rule -> rule.getAction().equals(action))
        .map(V1PodFailurePolicyRule::getOnExitCodes)
        .filter(Objects::nonNull)
        .peek(codes -> assertEquals("In ntk", codes.getOperator() + " " + codes.getContainerName()))
        .flatMap(codes -> codes.getValues().stream())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep.yaml", "sweep-gpu.yaml"})
  void aPodRunsAsNobodyAndWritesOnlyToItsVolumes(String name) throws IOException {
    V1Job job = file(name);
    V1Container ntk = container(job);
    assertTrue(pod(job).getSecurityContext().getRunAsNonRoot());
    assertTrue(ntk.getSecurityContext().getReadOnlyRootFilesystem());
    assertEquals(
        pod(job).getVolumes().stream().map(V1Volume::getName).collect(Collectors.toSet()),
        ntk.getVolumeMounts().stream().map(V1VolumeMount::getName).collect(Collectors.toSet()));
    Set<String> places =
        ntk.getVolumeMounts().stream().map(V1VolumeMount::getMountPath).collect(Collectors.toSet());
    assertTrue(places.containsAll(Set.of("/tmp", "/results")), "natives, results: " + places);
  }

  @Test
  void aGpuIsAskedForWhereTheImageHasCuda() throws IOException {
    V1Job job = file("sweep-gpu.yaml");
    V1Container ntk = container(job);
    assertTrue(ntk.getResources().getLimits().containsKey("nvidia.com/gpu"));
    assertTrue(ntk.getArgs().containsAll(List.of("--backend", "cuda")), "no silent fallback");
    assertTrue(job.getMetadata().getLabels().containsKey("kueue.x-k8s.io/queue-name"));
    assertTrue(job.getSpec().getSuspend(), "Kueue starts it");
  }

  @Test
  void resultsOutliveTheJob() throws IOException {
    JsonElement json = json(Files.readString(FOLDER.resolve("results.yaml")));
    V1PersistentVolumeClaim.validateJsonElement(json);
    V1PersistentVolumeClaim claim = read(json, V1PersistentVolumeClaim.class);
    assertEquals(List.of("ReadWriteMany"), claim.getSpec().getAccessModes());
    for (String name : List.of("sweep.yaml", "sweep-gpu.yaml")) {
      assertTrue(
          pod(file(name)).getVolumes().stream()
              .map(V1Volume::getPersistentVolumeClaim)
              .anyMatch(c -> c != null && c.getClaimName().equals(claim.getMetadata().getName())));
    }
  }

  private static V1PodSpec pod(V1Job job) {
    return job.getSpec().getTemplate().getSpec();
  }

  private static V1Container container(V1Job job) {
    List<V1Container> containers = pod(job).getContainers();
    assertEquals(1, containers.size());
    assertEquals("ntk", containers.get(0).getName());
    return containers.get(0);
  }
}
