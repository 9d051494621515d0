package org.ntkasymptotics.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A share of a sweep's points: every {@code count}-th, so that shares of all numbers together have
 * every point once, whatever the others do.
 *
 * @param number from 1 to {@code count}
 * @param count of shares ≥ 1
 * @param source what it was read from, for messages
 */
public record Shard(int number, int count, String source) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

  private static final String SLURM = "SLURM_ARRAY_TASK_";
  private static final String INDEX = "JOB_COMPLETION_INDEX";
  private static final String COMPLETIONS = "JOB_COMPLETIONS";

  /** All points. */
  public static final Shard ALL = new Shard(1, 1, "");

  /** Checks the numbers. */
  public Shard {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException(
          source + ": expected a share from 1 to " + count + ", got " + number);
    }
  }

  /**
   * From "2/8", the second of eight shares.
   *
   * @param source what the text is called in messages
   * @throws IllegalArgumentException if it is not of that form
   */
  public static Shard from(String text, String source) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          source + ": expected i/n with i from 1 to n, such as 2/8, got '" + text + "'");
    }
    return new Shard(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), source);
  }

  /**
   * What a Slurm array (SLURM_ARRAY_TASK_ID with _COUNT, _MIN and _STEP) or a Kubernetes Indexed
   * Job (JOB_COMPLETION_INDEX, and JOB_COMPLETIONS, which the job's description must set) says;
   * empty outside of both.
   *
   * @throws IllegalArgumentException if what they say cannot be used
   */
  public static Optional<Shard> ofEnvironment(Map<String, String> environment) {
    if (environment.containsKey(SLURM + "ID") && environment.containsKey(INDEX)) {
      throw new IllegalArgumentException(
          SLURM + "ID and " + INDEX + " are both set: say which share is meant with --shard i/n");
    }
    if (environment.containsKey(SLURM + "ID")) {
      return Optional.of(ofSlurm(environment));
    }
    if (environment.containsKey(INDEX)) {
      int index = number(environment, INDEX, Optional.empty());
      int count = number(environment, COMPLETIONS, Optional.empty());
      return Optional.of(new Shard(index + 1, count, INDEX + "=" + index + " counted from 0"));
    }
    return Optional.empty();
  }

  private static Shard ofSlurm(Map<String, String> environment) {
    int id = number(environment, SLURM + "ID", Optional.empty());
    int count = number(environment, SLURM + "COUNT", Optional.empty());
    int first = number(environment, SLURM + "MIN", Optional.of(0));
    int step = Math.max(1, number(environment, SLURM + "STEP", Optional.of(1)));
    if (id < first || Math.floorMod(id - first, step) != 0 || (id - first) / step >= count) {
      throw new IllegalArgumentException(
          (SLURM + "ID=" + id + ": expected one of " + count)
              + (" tasks from " + first + " in steps of " + step)
              + ": say which share is meant with --shard i/n");
    }
    return new Shard((id - first) / step + 1, count, SLURM + "ID=" + id);
  }

  private static int number(
      Map<String, String> environment, String name, Optional<Integer> otherwise) {
    String text = environment.get(name);
    if (text == null && otherwise.isPresent()) {
      return otherwise.get();
    }
    if (text == null || !text.strip().matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          ("environment variable " + name + ": expected a whole number, got ")
              + (text == null ? "nothing" : "'" + text + "'")
              + "; or say which share is meant with --shard i/n");
    }
    return Integer.parseInt(text.strip());
  }

  /** Whether the point of this index, from 0, belongs to this share. */
  public boolean has(int point) {
    return point % count == number - 1;
  }

  /** This share of a list. */
  public <T> List<T> of(List<T> all) {
    return IntStream.range(0, all.size()).filter(this::has).mapToObj(all::get).toList();
  }
}
