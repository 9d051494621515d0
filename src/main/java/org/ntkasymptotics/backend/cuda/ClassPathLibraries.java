package org.ntkasymptotics.backend.cuda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CUDA 12's run-time libraries inside the jar, which the build profile cuda-redist puts there. */
final class ClassPathLibraries {
  /** Where the artifact org.bytedeco:cuda has them. */
  static final String FOLDER = "org/bytedeco/cuda/linux-x86_64";

  private final List<NativeFile> files;

  private ClassPathLibraries(List<NativeFile> files) {
    this.files = files;
  }

  /** What this program's class path has. */
  static ClassPathLibraries ofThisJar() {
    List<NativeFile> files = new ArrayList<>();
    for (String name : CudaFamily.CUDA_12.loadOrder()) {
      NativeFile.onClassPath(FOLDER, name).ifPresent(files::add);
    }
    return new ClassPathLibraries(files);
  }

  /** No library. */
  static ClassPathLibraries none() {
    return new ClassPathLibraries(List.of());
  }

  /** In words. */
  String contents() {
    return files.isEmpty()
        ? "nothing (build with -Pcuda-redist to have CUDA 12.6's libraries in the jar)"
        : String.join(", ", files.stream().map(NativeFile::name).toList());
  }

  /** As files in the cache, if a whole version is there. */
  Optional<LibrarySearch.LibrarySet> unpacked() {
    List<String> names = files.stream().map(NativeFile::name).toList();
    if (!names.containsAll(CudaFamily.CUDA_12.required())) {
      return Optional.empty();
    }
    Path folder = NativeCache.ofThisUser().unpack("cuda-redist", files, path -> {});
    Map<String, Path> paths = new LinkedHashMap<>();
    names.forEach(name -> paths.put(name, folder.resolve(name)));
    return Optional.of(new LibrarySearch.LibrarySet(CudaFamily.CUDA_12, paths));
  }
}
