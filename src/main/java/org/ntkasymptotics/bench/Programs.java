package org.ntkasymptotics.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ntkasymptotics.bench.JmhRun.FailedException;

/** The programs that are measured: the engine's benchmarks and the peers that are there. */
final class Programs implements AutoCloseable {
  /** Order of the matrices that are multiplied. */
  private static final int MULTIPLIED = 2048;

  private static final int QUICK_MULTIPLIED = 1024;

  /** Order of the matrix that is filled: more than caches hold. */
  private static final int FILLED = 8192;

  private static final int QUICK_FILLED = 4096;

  /** A smaller rise of memory is the JVM's own as likely as the operation's. */
  private static final double LEAST_MEMORY = 2 << 20;

  private final Options options;
  private final BenchmarkJars jars;
  private final Children children;
  private final Map<List<String>, PeerProcess> processes = new LinkedHashMap<>();
  private final Map<String, String> versions = new LinkedHashMap<>();

  Programs(Options options, BenchmarkJars jars, Children children) {
    this.options = options;
    this.jars = jars;
    this.children = children;
  }

  private List<String> jvm() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true"));
    options.cudaLibs().ifPresent(place -> flags.add("-Dntk.cuda-libs=" + place));
    return flags;
  }

  /** What a machine can do at most, by {@link Limit#label}. */
  Map<String, Double> ceilings(String machine) throws FailedException {
    List<String> often = List.of("-wi", "2", "-i", "5", "-w", "200ms", "-r", "200ms");
    Map<String, Double> found = new LinkedHashMap<>();
    for (Limit limit : Limit.values()) {
      boolean bytes = limit == Limit.MEMORY;
      int n =
          bytes
              ? options.quick() ? QUICK_FILLED : FILLED
              : options.quick() ? QUICK_MULTIPLIED : MULTIPLIED;
      Map<String, String> parameters =
          Map.of(
              "n", Integer.toString(n),
              "threads", Integer.toString(options.threads()),
              "backend", machine.toUpperCase(Locale.ROOT));
      String pattern = "\\.CeilingBenchmark\\." + limit.method() + "$";
      JmhRun run = JmhRun.of(children, jars, jvm(), pattern, often, parameters, Children.NO_LIMIT);
      double work = run.numbers("work").get(bytes ? 0 : 1);
      double fastest =
          run.seconds().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
      found.put(limit.label(), work / fastest);
    }
    return found;
  }

  /** One round of the engine, at most so many seconds. */
  Timing ours(Setting setting, double limit) {
    try {
      JmhRun run =
          JmhRun.of(
              children,
              jars,
              jvm(),
              setting.operation().benchmark(),
              JmhOptions.of(setting),
              JmhOptions.parameters(setting, options.threads()),
              limit);
      return timing(setting, Timing.OURS, run);
    } catch (FailedException e) {
      return failed(setting, Timing.OURS, e.getMessage());
    }
  }

  private static Timing timing(Setting setting, String who, JmhRun run) {
    double steps = run.numbers("steps").stream().findFirst().orElse(1.0);
    double memory = run.numbers("memory").stream().findFirst().orElse(0.0) * 1024;
    return new Timing(
        setting,
        who,
        List.of(run.seconds().stream().map(s -> s / steps).toList()),
        run.numbers("answer"),
        memory < LEAST_MEMORY ? 0 : (long) memory,
        "");
  }

  private static Timing failed(Setting setting, String who, String why) {
    return new Timing(setting, who, List.of(List.of()), List.of(), 0, why);
  }

  /** The peers that can do a setting and are there; starts their programs. */
  List<Peer> present(Setting setting) {
    return Peer.of(setting).stream().filter(this::isPresent).toList();
  }

  private boolean isPresent(Peer peer) {
    if (peer.isOnJvm()) {
      return true;
    }
    // One that was ended for taking too long may be quick at other work.
    PeerProcess process =
        processes.compute(
            peer.program(), (program, old) -> old != null && old.isUsable() ? old : started(peer));
    versions.merge(
        peer.name(),
        process.absent().isEmpty() ? process.version() : "not there: " + process.absent(),
        (before, now) -> before.startsWith("not there") ? now : before);
    return process.absent().isEmpty();
  }

  private PeerProcess started(Peer peer) {
    List<String> command = new ArrayList<>(List.of(options.python()));
    command.add(jars.peer(peer.program().get(0)).toString());
    command.addAll(peer.program().subList(1, peer.program().size()));
    return new PeerProcess(children, command, Environment.ofPeer(options.threads()));
  }

  /** One round of a peer, at most so many seconds. */
  Timing theirs(Peer peer, Setting setting, double limit) {
    if (peer.isOnJvm()) {
      return onJvm(peer, setting, limit);
    }
    PeerProcess.Reply reply =
        processes
            .get(peer.program())
            .ask(Peer.question(setting, JmhOptions.repetitions(setting)), limit);
    return new Timing(
        setting,
        peer.name(),
        List.of(reply.seconds()),
        reply.answer(),
        reply.memoryBytes() < LEAST_MEMORY ? 0 : reply.memoryBytes(),
        reply.trouble());
  }

  private Timing onJvm(Peer peer, Setting setting, double limit) {
    Map<String, String> parameters =
        Map.of("m", Integer.toString(setting.points()), "library", peer.program().get(1));
    boolean large = setting.points() > 500;
    List<String> few = List.of("-wi", large ? "1" : "3", "-i", large ? "1" : "3");
    try {
      JmhRun run =
          JmhRun.of(children, jars, jvm(), "\\.JvmEighBenchmark\\.eigh$", few, parameters, limit);
      versions.put(peer.name(), run.text("version"));
      return timing(setting, peer.name(), run);
    } catch (FailedException e) {
      return failed(setting, peer.name(), e.getMessage());
    }
  }

  /** What each peer is that was asked for, or why it is not there. */
  Map<String, String> versions() {
    return new LinkedHashMap<>(versions);
  }

  @Override
  public void close() {
    processes.values().forEach(PeerProcess::close);
  }
}
