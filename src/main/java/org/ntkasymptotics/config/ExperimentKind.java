package org.ntkasymptotics.config;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What an experiment does, and which sections of its file that needs. */
public enum ExperimentKind {
  /** Points and kernel (and initial error) to eigenvalues, partial sums, the loss they imply. */
  SPECTRUM("spectrum", Set.of("data", "kernel", "target", "spectrum", "training", "fit")),
  /** A finite network trained by gradient descent. */
  TRAIN("train", Set.of("data", "kernel", "target", "spectrum", "training", "fit")),
  /** Theory only. */
  LAWS("laws", Set.of("data", "kernel", "target", "training", "laws")),
  /** The power law of a series from a file. */
  FIT("fit", Set.of("series", "fit")),
  /** A figure of the paper. */
  FIGURE("figure", Set.of("figure", "fit"));

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<String> sections;

  ExperimentKind(String word, Set<String> sections) {
    this.word = word;
    this.sections = sections;
  }

  /** The word after {@code experiment:}, also the command's name. */
  public String word() {
    return word;
  }

  /** Whether this kind of experiment uses a section; {@code backend} is used by all. */
  public boolean uses(String section) {
    return section.equals("backend") || sections.contains(section);
  }

  /** Whether it computes on a back end; theory and fits are the same everywhere. */
  public boolean computes() {
    return this == SPECTRUM || this == TRAIN || this == FIGURE;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(ExperimentKind::word).toList();
  }

  static ExperimentKind from(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst().orElseThrow();
  }
}
