package org.ntkasymptotics.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Peers that are shell scripts. */
@DisabledOnOs(OS.WINDOWS)
class PeerProcessTest {

  private static PeerProcess started(Children children, String script) {
    return new PeerProcess(children, List.of("/bin/sh", "-c", script), Map.of());
  }

  @Test
  void aPeerAnswersLineByLine() {
    try (Children children = new Children()) {
      PeerProcess peer =
          started(
              children,
              "echo 'a warning'; echo '{\"version\": \"p 1\"}'; while read a b; do echo"
                  + " \"{\\\"all\\\": [$a, $b], \\\"steps\\\": 2, \\\"answer\\\": 7,"
                  + " \\\"memory\\\": 3}\"; done");
      assertEquals("p 1", peer.version());
      for (int k = 1; k < 3; k++) {
        PeerProcess.Reply reply = peer.ask(List.of(2 * k, 4), 60);
        assertEquals(List.of((double) k, 2.0), reply.seconds());
        assertEquals(List.of(7.0), reply.answer());
        assertEquals(3 << 10, reply.memoryBytes());
      }
      peer.close();
    }
  }

  @Test
  void onePeerThatIsAbsentAndOneThatDiesSaySo() {
    try (Children children = new Children()) {
      PeerProcess absent = started(children, "echo '{\"absent\": \"no numpy\"}'");
      assertEquals("no numpy", absent.absent());
      PeerProcess dead = started(children, "echo '{\"version\": \"p\"}'; read a; echo killed >&2");
      String trouble = dead.ask(List.of(1), 60).trouble();
      assertTrue(trouble.contains("killed"), trouble);
    }
  }

  @Test
  void aPeerThatTakesTooLongIsEndedAndSaysSo() {
    try (Children children = new Children()) {
      PeerProcess slow = started(children, "echo '{\"version\": \"p\"}'; read a; exec sleep 60");
      assertEquals("took longer than the time left", slow.ask(List.of(1), 0.2).trouble());
      assertFalse(slow.isUsable());
    }
  }
}
