package org.ntkasymptotics.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where a run lies.
 *
 * @param target the final name, absolute
 * @param staging beside it, until the run is finished
 */
record RunPlace(Path target, Path staging) {
  private static final String SUFFIX = ".partial";

  /** The place of a final name. */
  static RunPlace of(Path given) {
    Path target = given.toAbsolutePath().normalize();
    if (target.getFileName() == null) {
      throw new IllegalArgumentException(target + " cannot be a run directory: name a new one");
    }
    return new RunPlace(target, target.resolveSibling(target.getFileName() + SUFFIX));
  }

  /** The place of a final name or of a staging directory. */
  static RunPlace ofEither(Path given) {
    Path path = given.toAbsolutePath().normalize();
    String name = String.valueOf(path.getFileName());
    return of(
        name.endsWith(SUFFIX)
            ? path.resolveSibling(name.substring(0, name.length() - SUFFIX.length()))
            : path);
  }

  /**
   * Where a run lies that can go on: the staging directory, or else the final one if it says that
   * it is unfinished.
   *
   * @throws IllegalArgumentException if there is none
   */
  Path resumable() {
    boolean staged = Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS);
    if (!staged && Files.isRegularFile(target.resolve(RunDirectory.UNFINISHED))) {
      return target;
    }
    if (!staged) {
      boolean done = Files.exists(target.resolve(RunDirectory.EXPERIMENT));
      throw new IllegalArgumentException(
          done
              ? target + " is finished: nothing to resume; ntk report draws it again"
              : "no interrupted run at " + staging + ": start one with --out " + target);
    }
    if (!Files.isRegularFile(staging.resolve(RunDirectory.EXPERIMENT), LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException(
          staging
              + (" has no " + RunDirectory.EXPERIMENT)
              + ": it cannot be resumed; delete it and start again");
    }
    return staging;
  }

  /**
   * Refuses a place that holds something.
   *
   * @param shown the place as it was given
   */
  void requireFree(Path shown) {
    if (Files.isSymbolicLink(target)) {
      throw new IllegalArgumentException(
          shown + " is a symbolic link: give the directory it should stand for, or a new name");
    }
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException(shown + " is a file: choose another name with --out");
    }
    try (var entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new IllegalArgumentException(
            shown + " exists and is not empty: choose another name with --out, or delete it");
      }
    } catch (IOException e) {
      throw StagedFiles.failure("cannot read " + shown, e);
    }
  }
}
