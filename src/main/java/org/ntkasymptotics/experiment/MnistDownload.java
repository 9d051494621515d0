package org.ntkasymptotics.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.data.MnistArchive;
import org.ntkasymptotics.data.MnistArchive.Origin;
import org.ntkasymptotics.data.MnistArchive.Placed;
import org.ntkasymptotics.data.UserData;

/** Brings the MNIST files here: the only thing that uses the network. */
public final class MnistDownload {
  private final MnistArchive archive;
  private final Path directory;

  private MnistDownload(MnistArchive archive, Path directory) {
    this.archive = archive;
    this.directory = directory;
  }

  /**
   * What is to be done.
   *
   * @param out where to; empty: the user's data directory
   * @param mirrors addresses to load from, in this order; empty: the usual places
   * @throws IllegalArgumentException if a mirror is no address
   */
  public static MnistDownload of(Optional<Path> out, List<String> mirrors) {
    MnistArchive published = MnistArchive.published();
    return new MnistDownload(
        mirrors.isEmpty()
            ? published
            : published.from(mirrors.stream().map(MnistArchive::mirror).toList()),
        out.orElseGet(UserData::mnist).toAbsolutePath().normalize());
  }

  /**
   * Downloads what is missing and checks all of it.
   *
   * @return lines that say what lies where
   * @throws IllegalArgumentException if other files are in the way
   * @throws java.io.UncheckedIOException if a file cannot be had or written
   */
  public List<String> run(Progress progress) {
    List<Placed> files =
        archive.fetch(
            directory,
            (name, bytes, total) ->
                progress.report(
                    name,
                    total > 0 ? (double) bytes / total : 0,
                    String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)));
    List<String> lines = new ArrayList<>();
    for (Placed file : files) {
      boolean loaded = file.origin() == Origin.DOWNLOADED;
      lines.add(
          file.path().getFileName() + (loaded ? ": downloaded" : ": was there") + ", checked");
    }
    lines.add("MNIST lies in " + directory);
    return lines;
  }
}
