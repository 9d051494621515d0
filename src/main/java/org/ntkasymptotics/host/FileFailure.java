package org.ntkasymptotics.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;

/** Why a file could not be read or written, in words for who runs the program. */
public final class FileFailure {
  private FileFailure() {}

  /** Why, and the way out, on one line, without the file's name. */
  public static String why(Exception failure) {
    boolean wrapped = failure instanceof UncheckedIOException && failure.getCause() != null;
    Throwable root = wrapped ? failure.getCause() : failure;
    String text = String.valueOf(root.getMessage());
    if (text.contains("No space left") || text.contains("not enough space")) {
      return "the disk is full; free some space and go on with --resume, or choose another --out";
    }
    if (text.contains("quota")) {
      return "the disk quota is used up; free some space and go on with --resume";
    }
    if (text.contains("File too large")) {
      return "the largest size of files here (ulimit -f) is reached; choose another --out";
    }
    if (root instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (root instanceof ReadOnlyFileSystemException || text.contains("Read-only")) {
      return "the file system is read-only; choose another --out";
    }
    if (root instanceof NoSuchFileException) {
      return "no such file";
    }
    if (root instanceof FileAlreadyExistsException) {
      return "a file of that name is there";
    }
    if (root instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    if (root instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return root instanceof IOException && root.getMessage() != null
        ? text.lines().findFirst().orElse("")
        : root.getClass().getSimpleName();
  }
}
