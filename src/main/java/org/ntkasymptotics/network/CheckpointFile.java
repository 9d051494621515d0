package org.ntkasymptotics.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Training states in one file, which at any moment holds a whole state: a new one is written beside
 * it, forced to the disk and renamed over it.
 *
 * @param path of the file; its directory exists
 * @param secondsBetween two saves
 */
public record CheckpointFile(Path path, double secondsBetween) implements Checkpoints {
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
   * The state in the file, empty if there is no file.
   *
   * @throws IllegalArgumentException if the file is not a complete, undamaged state
   */
  @Override
  public Optional<TrainingState> latest() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(TrainingState.fromBytes(Files.readAllBytes(path)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the training state " + path, e);
    }
  }

  @Override
  public void save(TrainingState state) {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      // An interrupt closes a FileChannel, and the state of an interrupted run is to be kept.
      boolean interrupted = Thread.interrupted();
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(state.toBytes());
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save the training state " + path, e);
    }
  }
}
