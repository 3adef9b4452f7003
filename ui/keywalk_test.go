//go:build !windows

package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/keys"
)

// laborious is a scene about which every schedule is asked for longer than a key takes.
const laborious = `package laborious

const slots = 12

var (
	m mutex
	n int
)

func f() {
	for {
		lock(m)
		n++
		unlock(m)
		sleep(1, 9)
	}
}

func main() {
	spawn(f, 9)
}
`

// typed is a key as a terminal sends it. Keys without a sequence of their own, and esc, which a program would wait
// behind, are sent as terminals do that tell all keys apart.
func typed(name string) string {
	fixed := map[string]string{
		"space": " ", "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "esc": "\x1b[27u", "backspace": "\x7f",
		"delete": "\x1b[3~", "pgup": "\x1b[5~", "pgdown": "\x1b[6~", "f1": "\x1bOP", "f5": "\x1b[15~",
		"ctrl+/": "\x1b[47;5u", "ctrl+_": "\x1f", "ctrl+h": "\x1b[104;5u",
	}
	if s, ok := fixed[name]; ok {
		return s
	}
	mod, key := 1, name
	for i, prefix := range []string{"shift+", "alt+", "ctrl+"} {
		if strings.Contains(name, prefix) {
			mod, key = mod+1<<i, strings.Replace(key, prefix, "", 1)
		}
	}
	ends := map[string]string{"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
	if end, ok := ends[key]; ok {
		return fmt.Sprintf("\x1b[1;%d%s", mod, end)
	}
	code, special := map[string]int{"enter": 13, "backspace": 127, "delete": 57349}[key]
	switch {
	case mod == 1:
		return name
	case special:
		return fmt.Sprintf("\x1b[%d;%du", code, mod)
	case mod == 5 && len(key) == 1 && key >= "a" && key <= "z":
		return string(rune(key[0] - 'a' + 1))
	}
	return fmt.Sprintf("\x1b[%d;%du", key[0], mod)
}

// walker presses keys on the real program, and begins it anew when one of them has ended it.
type walker struct {
	t     *testing.T
	start func(args ...string) *terminal
	scene string
	x     *terminal
}

// TestEveryKeyInEveryMode walks through the key table on the real program: in each mode each key that means something
// there. After each key the screen is whole, and what is on it is what the program draws when it draws all anew.
func TestEveryKeyInEveryMode(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"laborious.scene": laborious, "pair.scene": pair} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	start := programIn(t, dir, 120, 36, "VISUAL=true")
	table := keys.NewMap()
	for mode, way := range ways() {
		w := &walker{t: t, start: start, scene: "pair.scene"}
		if keys.Mode(mode) == keys.Asking {
			w.scene = "laborious.scene"
		}
		for _, name := range walked(t, table, keys.Mode(mode)) {
			w.press(way, name, leaving(table, keys.Mode(mode), name))
		}
		w.leaves()
	}
}

// walked lists the keys to be pressed in a mode, drawn where not all are asked for: its own, and of those of the
// machine that work there fewer.
func walked(t *testing.T, table *keys.Map, mode keys.Mode) []string {
	var own, others []string
	for b := range table.In(mode) {
		names := b.Keys()
		if !effort.Exhaustive() {
			names = names[:1]
		}
		for _, name := range names {
			switch {
			case name == "ctrl+z" && b.Action == keys.Suspend: // stops the program; its tests are in suspend_test.go
			case table.Find(mode, name) != b:
			case mode != keys.Browsing && slices.Contains(keys.ModesOf(mode)[:1], keys.Browsing),
				len(keys.ModesOf(mode)) > 1 && table.Find(keys.Browsing, name) == b:
				others = append(others, name)
			default:
				own = append(own, name)
			}
		}
	}
	own = effort.Some(t, own, 4, 6)
	if len(others) == 0 {
		return own
	}
	return append(own, effort.Some(t, others, 1, 2)...)
}

// leaving says what the screen shows, unless the program is over, when a key has done what it does; nil for a key that
// never ends the program.
func leaving(table *keys.Map, mode keys.Mode, name string) func(screen string) bool {
	asked := func(s string) bool { return strings.Contains(s, ways()[keys.Confirming].shows) }
	switch b := table.Find(mode, name); {
	case mode == keys.Confirming && b.Action == keys.Accept:
		return func(s string) bool { return !asked(s) }
	case mode == keys.Confirming && (b.Action == keys.AnswerYes || b.Action == keys.AnswerSave ||
		b.Action == keys.QuitAtOnce):
		return func(string) bool { return false }
	case b.Action == keys.Quit, b.Action == keys.QuitAtOnce && (mode == keys.Comparing ||
		b == table.Find(keys.Browsing, name)):
		return asked
	}
	return nil
}

// press comes into a mode, presses a key there and looks at the screen.
func (w *walker) press(way way, name string, leaves func(screen string) bool) {
	w.t.Helper()
	if w.x == nil {
		w.x = w.start(w.scene)
		w.x.shows("READY")
	}
	x := w.x
	x.closes()
	for _, key := range way.keys {
		x.keys(typed(key))
	}
	x.shows(way.shows)
	x.keys(typed(name))
	if leaves != nil {
		x.until("what "+name+" does", func(s string) bool { return x.over() || leaves(s) })
	}
	x.settle()
	x.until(fmt.Sprintf("a whole screen after %s, %q", way.keys, name), func(s string) bool {
		return x.over() || torn(s, 120, 36) == nil // who leaves takes a while
	})
	if x.over() {
		w.ended(name)
	}
}

// leaves ends the program by its keys; before that it draws all anew, which must change nothing.
func (w *walker) leaves() {
	w.t.Helper()
	if w.x == nil {
		return
	}
	x := w.x
	if x.closes(); !x.settle() { // a run goes on
		x.keys("r")
		x.settle()
	}
	x.anew(120, 36)
	x.keys("qq")
	w.ended("q")
}

// ended looks at the end of the program.
func (w *walker) ended(name string) {
	w.t.Helper()
	code, raw := w.x.ends()
	if code != 0 || strings.Contains(raw, "panic") || strings.Contains(raw, "goroutine ") {
		w.t.Errorf("%s: the program ended with code %d:\n%s", name, code, w.x.text())
	}
	restored(w.t, raw)
	w.x = nil
}
