package org.ntkasymptotics.backend;

/**
 * Hears how far a long computation is. Called from the computing thread, at most a few times a
 * second.
 */
@FunctionalInterface
public interface Progress {

  /** Ignores everything. */
  Progress NONE = (stage, fraction, detail) -> {};

  /**
   * Reports progress.
   *
   * @param stage what is being computed, such as "eigenvalues" or "training"
   * @param fraction 0 … 1
   * @param detail a few words, such as steps per second; may be empty
   */
  void report(String stage, double fraction, String detail);

  /** Says something that whoever waits should know, on one line. */
  default void note(String line) {}
}
