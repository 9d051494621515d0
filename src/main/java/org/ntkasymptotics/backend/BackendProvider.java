package org.ntkasymptotics.backend;

/** A back end that only some builds of the program have; found as a Java service. */
public interface BackendProvider {

  /** By what choice it is asked for. */
  BackendChoice choice();

  /**
   * Opens it.
   *
   * @param progress hears how far {@code product} is
   * @throws BackendUnavailableException if what it needs is not there
   */
  Backend open(BackendOptions options, Progress progress);
}
