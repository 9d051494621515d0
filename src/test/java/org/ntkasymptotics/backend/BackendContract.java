package org.ntkasymptotics.backend;

/** What a contract of every back end begins with. */
public abstract class BackendContract {

  /** The back end under test with that many host threads. */
  protected abstract Backend open(int threads);
}
