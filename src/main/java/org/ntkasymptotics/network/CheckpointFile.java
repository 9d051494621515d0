package org.ntkasymptotics.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ntkasymptotics.host.FileFailure;
import org.ntkasymptotics.host.JavaHeap;
import org.ntkasymptotics.host.PlainFile;
import org.ntkasymptotics.host.WholeFile;
import org.ntkasymptotics.linalg.InvalidDataException;

/**
 * Training states in a file, which at any moment holds a whole state: see {@link WholeFile}. The
 * state before the last stays beside it as {@code NAME.previous}, in case that a disk lost what it
 * had promised to keep.
 *
 * @param path of the file; its directory exists
 * @param secondsBetween two saves
 * @param notes is told of states that are damaged, one line each
 */
public record CheckpointFile(Path path, double secondsBetween, Consumer<String> notes)
    implements Checkpoints {
  /** How the names of such files end. */
  public static final String SUFFIX = ".state";

  /** Checks the interval. */
  public CheckpointFile {
    if (!(secondsBetween >= 0)) {
      throw new IllegalArgumentException(
          "seconds between checkpoints must be >= 0, are " + secondsBetween);
    }
  }

  /**
   * The state in a file.
   *
   * @throws InvalidDataException if it is not there, or not a complete, undamaged state
   */
  public static TrainingState read(Path path) {
    try {
      requireStart(path);
      // The bytes, and what they say.
      double heap = 2.0 * PlainFile.require(path);
      if (!JavaHeap.fits(heap)) {
        throw new InvalidDataException(path + ": the state " + JavaHeap.shortage(heap));
      }
      return TrainingState.fromBytes(PlainFile.bytes(path, Integer.MAX_VALUE));
    } catch (InvalidDataException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new InvalidDataException(path + ": " + FileFailure.why(e), e);
    }
  }

  private static void requireStart(Path path) throws IOException {
    try (InputStream in = PlainFile.open(path)) {
      byte[] first = in.readNBytes(Long.BYTES);
      if (first.length == Long.BYTES) {
        TrainingState.requireStart(ByteBuffer.wrap(first).getLong());
      }
    }
  }

  /**
   * The newest state that is whole; empty if there is none. One that is damaged is removed.
   *
   * @throws InvalidDataException if there is one of another version of the program
   */
  @Override
  public Optional<TrainingState> latest() {
    for (Path file : List.of(path, previous())) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        try {
          return Optional.of(read(file));
        } catch (InvalidDataException e) {
          if (!(e.getCause() instanceof TrainingState.DamagedException)) {
            throw e;
          }
          notes.accept(e.getMessage() + "; the training goes on from an earlier one, or anew");
          delete(file);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void save(TrainingState state) {
    byte[] bytes = state.toBytes();
    try {
      WholeFile.write(
          path,
          fresh -> {
            Files.write(fresh, bytes);
            // Only when the new one is on the disk may the last one lose its name.
            WholeFile.force(fresh);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
              WholeFile.move(path, previous());
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot save the training state " + path + ": " + FileFailure.why(e), e);
    }
  }

  /** Removes all states. */
  public void remove() {
    delete(path);
    delete(previous());
  }

  private Path previous() {
    return path.resolveSibling(path.getFileName() + ".previous");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file + ": " + FileFailure.why(e), e);
    }
  }
}
