package org.ntkasymptotics.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/** The lock of a staging directory: a file beside it, locked by the process that stages. */
final class RunLock {
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
    StagedFiles.deleteQuietly(file);
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
  // lock nobody else can see. What we write shows whether the name still leads to our file.
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(token), 0);
    try {
      return Arrays.equals(token, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
