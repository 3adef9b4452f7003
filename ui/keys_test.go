package ui

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/prompt"
)

var rewrite = flag.Bool("rewrite", false, "write docs/keys.md from the key table")

// keysFile is the page that lists every key.
const keysFile = "../docs/keys.md"

// keysPage is what docs/keys.md must say.
func keysPage() string {
	var b strings.Builder
	b.WriteString(keysHead)
	for _, g := range keys.NewMap().Groups {
		fmt.Fprintf(&b, "\n## %s\n\n| key | does |\n|---|---|\n", g.Name)
		for _, k := range g.Bindings {
			fmt.Fprintf(&b, "| %s | %s |\n", keyCell(k.Keys()), strings.ReplaceAll(k.About, "|", `\|`))
		}
	}
	b.WriteString("\n## Mouse\n\n| what | does |\n|---|---|\n")
	for _, l := range keys.MouseTable() {
		fmt.Fprintf(&b, "| %s | %s |\n", l.What, l.About)
	}
	b.WriteString("\n## Commands of the screen\n\n" +
		"Beside the [commands of the machine](scenes.md), `:` knows these:\n\n" +
		"| command | does |\n|---|---|\n")
	for _, o := range prompt.Commands() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.TrimSpace(o.Name+" "+o.Args), o.About)
	}
	return b.String()
}

const keysHead = `# Keys and mouse

This page is made from the key table of the program (` + "`go test ./ui -run TestKeysPage -rewrite`" + `), which also
feeds the footer and the page behind ` + "`?`" + `. Upper case letters mean shift.
[config.md](config.md) says how to bind others.

A presenter's remote works: it sends PageDown and PageUp, which go to the next and the previous step in which something
is decided ([time.md](time.md)).
Esc closes what is open and never loses anything. Each change says what changed and how to undo it.
`

func keyCell(keys []string) string {
	cells := make([]string, len(keys))
	for i, k := range keys {
		cells[i] = "`" + k + "`"
	}
	return strings.Join(cells, " ")
}

func TestKeysPage(t *testing.T) {
	want := keysPage()
	if *rewrite {
		if err := os.WriteFile(keysFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(keysFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s does not list the bindings; go test ./ui -run TestKeysPage -rewrite writes it", keysFile)
	}
}

// TestAllKeysOnOneScreen: from the common size of 120x36 on the keys of the screen itself are seen at once, whatever
// there is to ask and to open; those of dialogs come further down.
func TestAllKeysOnOneScreen(t *testing.T) {
	u := sitDown(t, bounded, whole, withShelf, func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("?")
	for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("new here", ":tour eight cards", "I this scene", "ctrl+p finds anything")
		seen := u.screen()
		for _, g := range dialog.HelpPage(u.m.keys, 0).Help.Groups[:4] {
			for _, k := range g.Keys {
				if !strings.Contains(seen, k.Does) {
					t.Errorf("%dx%d, %s: %q is not in sight", size[0], size[1], g.Title, k.Does)
				}
			}
		}
	}
}

// TestANoticeMovesNoKey: it stands in the edge of the timeline, and the footer is as it was.
func TestANoticeMovesNoKey(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {160, 50}} {
		u := sitDown(t, bounded, whole)
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("n")
		rows := func() (footer, edge string) {
			all := strings.Split(strings.TrimRight(u.screen(), "\n"), "\n")
			return all[len(all)-1], all[len(all)-2]
		}
		footer, edge := rows()
		if text := u.m.notice.text; text == "" || !strings.Contains(edge, text) || strings.Contains(footer, text) {
			t.Errorf("%q stands in %q and %q", text, edge, footer)
		}
		u.m.notice.text, u.m.stale = "", true
		if without, _ := rows(); without != footer {
			t.Errorf("without a notice the footer is\n%s\nwith one\n%s", without, footer)
		}
	}
}

// TestTheShelfIsInTheFooter of the smallest common screen, and no key has a word that goes on in the next.
func TestTheShelfIsInTheFooter(t *testing.T) {
	u := sitDown(t, bounded, withShelf, func(o *Options) { o.Ask = ask.EverySchedule })
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	rows := strings.Split(strings.TrimRight(u.screen(), "\n"), "\n")
	for _, want := range []string{"space step", "w why", "a schedules", "o scenes", "? keys"} {
		if foot := rows[len(rows)-1]; !strings.Contains(foot, want) {
			t.Errorf("%q has no %q", foot, want)
		}
	}
}

// TestTheFirstRowOfTheKeysLeadsOn: a click on the tour begins it.
func TestTheFirstRowOfTheKeysLeadsOn(t *testing.T) {
	u := sitDown(t, bounded, onTour(t, 0, nil))
	u.press("?")
	x, y := u.find(":tour")
	u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	u.sees("1 of 8")
	u.seesNot("new here")
}
