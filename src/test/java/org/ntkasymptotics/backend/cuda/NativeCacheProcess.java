package org.ntkasymptotics.backend.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that waits for others to be ready, and then unpacks what they all unpack. */
final class NativeCacheProcess {
  private NativeCacheProcess() {}

  /** Arguments: the cache, a file whose appearance is the start, names of natives. */
  public static void main(String[] args) throws Exception {
    List<NativeFile> files =
        List.of(args).subList(2, args.length).stream()
            .map(name -> NativeFile.onClassPath("lib", name).orElseThrow())
            .toList();
    while (!Files.exists(Path.of(args[1]))) {
      Thread.sleep(5);
    }
    Path folder = new NativeCache(List.of(Path.of(args[0]))).unpack("trial", files, path -> {});
    for (NativeFile file : files) {
      if (!file.isCopiedAt(folder.resolve(file.name()))) {
        throw new IllegalStateException(file.name() + " is not whole");
      }
    }
  }
}
