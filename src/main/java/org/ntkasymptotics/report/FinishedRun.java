package org.ntkasymptotics.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ntkasymptotics.host.FileFailure;
import org.ntkasymptotics.host.PlainFile;
import org.ntkasymptotics.linalg.NpyFile;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * A run read back from its directory.
 *
 * @param directory where it lies
 * @param summary its numbers
 * @param page its charts and texts
 */
public record FinishedRun(Path directory, Summary summary, ReportPage page) {
  /** A large sweep's report takes a few megabytes. */
  static final long LARGEST_TEXT = 1 << 28;

  /**
   * Reads a run directory.
   *
   * @throws IllegalArgumentException if it is not there, not finished, or a file is missing or
   *     damaged; the message names the file
   */
  public static FinishedRun read(Path directory) {
    if (!Files.isDirectory(directory)) {
      boolean partial =
          Files.isDirectory(directory.resolveSibling(directory.getFileName() + ".partial"));
      throw new IllegalArgumentException(
          partial
              ? directory + " is not finished: go on with ntk run --resume " + directory
              : directory + " is not a run directory: give one that ntk has written");
    }
    Path summaryFile = directory.resolve(Summary.FILE);
    Path pageFile = directory.resolve(ReportFiles.PAGE);
    return new FinishedRun(
        directory,
        Summary.parse(text(summaryFile), summaryFile),
        ReportPageJson.read(Json.tree(text(pageFile), pageFile), pageFile));
  }

  /** The directory's own name. */
  public String name() {
    return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
  }

  /**
   * A vector of the run, such as {@code eigenvalues.npy}.
   *
   * @throws IllegalArgumentException if it is missing or damaged
   */
  public double[] vector(String file) {
    return readVector(directory.resolve(file));
  }

  static double[] readVector(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is missing: it belongs to the run directory");
    }
    RowMatrix matrix = NpyFile.read(file);
    return matrix.array();
  }

  private static String text(Path file) {
    try {
      return PlainFile.text(file, LARGEST_TEXT);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is damaged: it is not UTF-8 text", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          file + " is missing: every finished run has one; run the experiment again", e);
    } catch (FileSystemException e) {
      throw new IllegalArgumentException(file + ": " + FileFailure.why(e), e);
    } catch (IOException e) {
      throw StagedFiles.failure("cannot read " + file, e);
    }
  }
}
