package org.ntkasymptotics.backend.cuda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.CudaReport;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Precision;

/** Goes the way to a usable device step by step and keeps what it met, up to where it ended. */
final class CudaDiagnosis {
  private final LibrarySearch search;
  private final int deviceIndex;
  private final Map<String, String> found = new LinkedHashMap<>();

  /**
   * A way that begins with the libraries found.
   *
   * @param deviceIndex the device asked for
   */
  CudaDiagnosis(LibrarySearch search, int deviceIndex) {
    this.search = search;
    this.deviceIndex = deviceIndex;
    found.put("driver library", search.driver().map(Object::toString).orElse("not found"));
    found.put(
        "run-time libraries",
        search.runtime().map(r -> "CUDA " + r.family().major()).orElse("not found"));
    search
        .runtime()
        .ifPresent(r -> r.files().forEach((name, path) -> found.put(name, path.toString())));
  }

  /**
   * What a back end is made of.
   *
   * @param device as the driver describes it
   * @param image the compiled kernels
   * @param solverVersion of cuSOLVER, such as 11701
   */
  record Usable(CudaDevice device, KernelImage image, int solverVersion) {}

  /**
   * Loads libraries, starts the driver, looks at the device; makes no context on it.
   *
   * @throws BackendUnavailableException with what is missing
   */
  Usable usable() {
    CudaLibraries libraries = CudaLibraries.load(search);
    List<String> notes = libraries.notes();
    for (int i = 0; i < notes.size(); i++) {
      found.put("natives" + (i == 0 ? "" : " (" + (i + 1) + ")"), notes.get(i));
    }
    CudaFamily family = search.runtime().orElseThrow().family();
    CudaDevice device = CudaDevice.at(deviceIndex, family);
    int solver = CudaSolver.version();
    found.put("driver supports", "CUDA " + CudaDevice.version(device.driverVersion()));
    found.put("cuSOLVER", solver / 1000 + "." + solver % 1000 / 100 + "." + solver % 100);
    found.put("device", device.toString());
    found.put("devices", Integer.toString(device.count()));
    KernelImage image = KernelImage.beside(search.driver().orElseThrow());
    found.put("kernels", image.origin() + ", of sources " + image.sourceHash().substring(0, 12));
    return new Usable(device, image, solver);
  }

  /**
   * How many devices there are.
   *
   * @throws BackendUnavailableException with what is missing
   */
  static int count(LibrarySearch search) {
    CudaLibraries.load(search);
    return CudaDevice.count(search.runtime().orElseThrow().family());
  }

  /**
   * For {@code ntk doctor}; tries everything, a context with the kernels on it included.
   *
   * @param asked devices to be tried; the others are only named
   */
  CudaReport report(Devices asked) {
    try {
      Usable usable = usable();
      int count = usable.device().count();
      found.put("memory free", tried(usable));
      for (int index = 0; count > 1 && index < count; index++) {
        found.put("device " + index, other(index, asked.among(count).contains(index), usable));
      }
      return new CudaReport(Optional.empty(), found, search.places());
    } catch (RuntimeException e) {
      return new CudaReport(Optional.of(String.valueOf(e.getMessage())), found, search.places());
    }
  }

  /** Gives its free memory. */
  private static String tried(Usable usable) {
    try (CudaContext context = new CudaContext(usable.device())) {
      new KernelModule(context, usable.image());
      new CudaSolver(context, Precision.DOUBLE).handle();
      return gib(context.freeBytes()) + " of " + gib(usable.device().totalBytes());
    }
  }

  private String other(int index, boolean asked, Usable first) {
    try {
      CudaFamily family = search.runtime().orElseThrow().family();
      CudaDevice device = CudaDevice.at(index, family);
      Usable usable = new Usable(device, first.image(), first.solverVersion());
      return device + (asked ? ", usable, free " + tried(usable) : "");
    } catch (BackendUnavailableException | ComputationException e) {
      return "not usable: " + e.getMessage();
    }
  }

  private static String gib(long bytes) {
    return String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
  }
}
