package org.ntkasymptotics.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import org.ntkasymptotics.host.WholeFile;

/** The lock of a staging directory: a file beside it, locked by the process that stages. */
final class RunLock {
  /** Two files have the same size again and again with a probability of 2⁻³². */
  private static final int ROUNDS = 2;

  private static final int LARGEST = 1 << 16;

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock or throws at once, saying who has it. */
  static RunLock take(Path staging) {
    Path file = staging.resolveSibling(staging.getFileName() + ".lock");
    try {
      Files.createDirectories(staging.getParent());
      if (Files.isSymbolicLink(staging)) {
        throw new IllegalArgumentException(
            staging + " is a symbolic link: remove it or choose another name with --out");
      }
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      if (locked(channel) && isStill(file, channel)) {
        return new RunLock(file, channel);
      }
      channel.close();
    } catch (IOException e) {
      throw StagedFiles.failure("cannot create " + file, e);
    }
    throw new RunBusyException(
        "another process is working in "
            + staging
            + ": wait for it or choose another name with --out");
  }

  /** Lets go; harmless the second time. */
  void release() {
    if (!channel.isOpen()) {
      return;
    }
    WholeFile.deleteQuietly(file);
    try {
      channel.close();
    } catch (IOException e) {
      // The process gives the lock back at its end in any case.
      throw StagedFiles.failure("cannot close " + file, e);
    }
  }

  // The lock belongs to the channel and is released with it.
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  // The former owner may have deleted the file between our opening and locking it: then we hold a
  // lock nobody else can see. A size that nobody else would choose shows whether the name still
  // leads to our file. Reading it would not do: POSIX drops all locks that a process has on a file
  // when it closes any descriptor of that file.
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    SecureRandom random = new SecureRandom();
    for (int round = 0; round < ROUNDS; round++) {
      int size = 1 + random.nextInt(LARGEST);
      channel.truncate(0);
      channel.write(ByteBuffer.allocate(size), 0);
      try {
        if (Files.size(file) != size) {
          return false;
        }
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    return true;
  }
}
