package config

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/keys"
)

// said lists faults as quartet config --check does.
func said(faults []Fault) string {
	var b strings.Builder
	for _, f := range faults {
		note := ""
		if f.Note {
			note = "note: "
		}
		fmt.Fprintf(&b, "%d:%d: %s%s\n", f.Line, f.Column, note, f.Text)
	}
	return b.String()
}

// TestBadLines: each bad line is named with its place and with what would have worked.
func TestBadLines(t *testing.T) {
	const quotes = `a text stands in quotes, as in theme = "dark"; numbers, true and false stand without`
	for text, want := range map[string]string{
		`theme = "drak"`: `1:9: there is no theme "drak"; did you mean dark? there are auto, dark, light, ` +
			`contrast, ` +
			`colourblind, mono`,
		`theme = dark`:                    "1:9: " + quotes,
		`theme = true`:                    `1:9: a theme stands in quotes, as in theme = "dark"`,
		`theme "dark"`:                    `1:7: a setting is written NAME = VALUE, as in theme = "dark"`,
		`theme =`:                         `1:7: a value is missing, as in theme = "dark"`,
		`theme = "dark`:                   `1:13: the text is not closed: its second quotation mark is missing`,
		`theme = "dark" layout = "teach"`: "1:16: one setting stands on a line, and here is more",
		"\n  layot = \"teach\"": "2:3: there is no setting layot; did you mean layout? there are theme, " +
			"layout, speed, motion, " +
			"and the tables of keys",
		"theme = \"dark\"\ntheme = \"light\"": "2:1: theme is set twice; line 1 has it first",
		`speed = 5`: `1:9: there is no speed 5; there are 1, 2, 4, 8, 16, 32, 64 ` +
			`and "top"`,
		`motion = "on"`: `1:10: motion is true or false, not "on"`,
		`speed = [4]`: `1:1: there is no speed […]; there are 1, 2, 4, 8, 16, 32, 64 ` +
			`and "top"`,
		"[look]\na = 1": `1:2: there is no table [look]; there are [keys], ` +
			`[keys.prompt], [keys.list], [keys.filter], [keys.palette], [keys.page], [keys.leaving], ` +
			`[keys.asking], [keys.choices], [keys.why], [keys.question], [keys.scene-page], [keys.editor], ` +
			`[keys.rules], [keys.worlds]`,
		"[keys.promt]\na=1": "1:2: there is no table [keys.promt]; did you mean prompt? " +
			"below keys there are prompt, list, filter, palette, page, leaving, asking, choices, why, question, " +
			"scene-page, editor, rules, worlds",
		`step = "x"`: "1:1: step is an action: it stands below a line [keys]",
		`keys = "x"`: `1:1: keys is a table: below a line [keys] stands, for one, ` +
			`step = ["space"]`,
		"[keys]\nkil = \"q\"": "2:1: there is no action kil here; did you mean kill? quartet " +
			"config lists all",
		"[keys]\nstep = 5":          `2:8: keys stand in quotes: step = ["ctrl+s"]`,
		"[keys]\nstep = [\"a\", 5]": `2:14: a key stands in quotes, as "ctrl+s"`,
		"[keys]\nstep = [\"v\",\n\"strg+x\"]": `3:1: "strg+x" is no key: what is held down is one of ctrl, ` +
			`alt, shift, ` +
			`meta, hyper, super`,
		"[keys]\nstep = [\"ctrl+m\"]":        "2:9: terminals do not tell ctrl+m from enter; another key works",
		"[keys]\nstep = \"X\"\npass = \"X\"": "3:8: X is given to step already",
		"[keys]\nfocus = \"v\"":              "2:1: focus keeps its digits: they say which one is meant",
		"[keys]\nkill = [\"ctrl+k\"]": "2:9: ctrl+k cannot be a key of both kill and [keys.editor] " +
			"delete-to-end: a key " +
			"that changes the machine means nothing else elsewhere",
		"[keys]\nstep = [\"space\", \"s\"]": `2:1: note: spawn has no key left; spawn = ["..."] gives it one`,
		"[keys]\nstep = [\"a\"\npass = [\"b\"]": "2:1: what begins here is not closed: a bracket or a " +
			"quotation mark is missing\n" +
			`3:1: note: previous-stop`,
		"keys.prompt.accept = \"x\"": `1:22: x is typed there; a key with ctrl+ or alt+ works, as in "alt+x"`,
		"keys = { step = \"esc\" }":  "1:17: esc always leads out, and can mean nothing else",
		"theme = \"a\x00b\"":         "1:11: this is no text; a config is a text in UTF-8",
		"# ok\ntheme = \"\xff\"":     "2:10: this is no text; a config is a text in UTF-8",
		"ü = 1":                      "1:1: a name is made of letters, digits, - and _",
		"theme = \"ü\" x":            `1:13: one setting stands on a line, and here is more`,
	} {
		_, faults := Read([]byte(text))
		got := said(faults)
		if strings.HasSuffix(want, "note: previous-stop") {
			want, got = strings.Split(want, "\n")[0], strings.Split(got, "\n")[0]
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestTheOtherLinesCount: a bad line takes nothing else away, wherever it stands.
func TestTheOtherLinesCount(t *testing.T) {
	good := []string{`theme = "light"`, `layout = "teach"`, `speed = "top"`, "[keys]", `step = "X"`,
		`undo = [`, `  "U", # mine`,
		`]`, "[keys.page]", `down = "d"`}
	for at := range len(good) + 1 {
		if at == 6 || at == 7 {
			continue // within a list
		}
		for _, bad := range []string{"?", "foo bar", "x = ", `y = "a`, "z = [", "]", "= 3", `"" = 1`} {
			lines := append(append(append([]string{}, good[:at]...), bad), good[at:]...)
			s, faults := Read([]byte(strings.Join(lines, "\r\n")))
			if len(Bad(faults)) == 0 || faults[0].Line != at+1 && bad != "z = [" {
				t.Errorf("%q in line %d: %s", bad, at+1, said(faults))
			}
			if s.Theme != "light" || s.Layout != "teach" || s.Speed != "top" || len(s.Keys) != 3 {
				t.Errorf("%q in line %d: %+v\n%s", bad, at+1, s, said(faults))
			}
		}
	}
}

// TestTheFileThatIsPrinted: as it is, it sets nothing, and with all of it uncommented it sets what is usual.
func TestTheFileThatIsPrinted(t *testing.T) {
	s, faults := Read([]byte(Text()))
	if len(faults) > 0 || s.Theme+s.Layout+s.Speed != "" || len(s.Keys) > 0 {
		t.Errorf("%+v\n%s", s, said(faults))
	}
	all := regexp.MustCompile(`(?m)^#(\w)`).ReplaceAllString(Text(), "$1")
	s, faults = Read([]byte("\xef\xbb\xbf" + strings.ReplaceAll(all, "\n", "\r\n")))
	if len(faults) > 0 || s.Speed != "4" {
		t.Errorf("%+v\n%s", s, said(faults))
	}
	k, problems := keys.Rebind(s.Keys)
	for m := range keys.Modes {
		for _, a := range keys.ActionsIn(m) {
			if got, want := fmt.Sprint(k.Of(m, a).Keys()), fmt.Sprint(keys.NewMap().Of(m, a).Keys()); got != want {
				t.Errorf("%s has the keys %s, want %s", a.Name(), got, want)
			}
		}
	}
	if len(problems) > 0 || len(s.Keys) < 100 {
		t.Errorf("%d actions: %v", len(s.Keys), problems)
	}
	for i, l := range strings.Split(Text(), "\n") {
		if n := utf8.RuneCountInString(l); n > 120 {
			t.Errorf("line %d has %d columns", i+1, n)
		}
	}
}

// TestStrangeFiles: what is no small file of text is refused in words, and nobody waits.
func TestStrangeFiles(t *testing.T) {
	dir := t.TempDir()
	big, pipe := filepath.Join(dir, "big"), filepath.Join(dir, "pipe")
	if err := os.WriteFile(big, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, 1<<30); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for path, want := range map[string]string{
		dir: "is a folder; a config is a file", pipe: "is a pipe; a config is a file",
		big: "is too large: a config has at most 64 KB", "/dev/zero": "is a device; a config is a file",
	} {
		if _, _, err := Load(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, path := range []string{"", filepath.Join(dir, "none"), os.DevNull} {
		if s, faults, err := Load(path); err != nil || len(faults) > 0 || s.Theme != "" {
			t.Errorf("%s: %+v %v %v", path, s, faults, err)
		}
	}
}

// TestManyFaults: they are counted, not listed without end.
func TestManyFaults(t *testing.T) {
	for _, line := range []string{"?\n", "a = 1\n", "[x]\n", "step = [\n", "[[[[\n", "x = {", "'''\n"} {
		_, faults := Read([]byte(strings.Repeat(line, Limit/effort.Times(64, 8, 8)/len(line))))
		if len(faults) == 0 || len(faults) > mostFaults {
			t.Errorf("%q: %d faults", line, len(faults))
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{Text(), "theme = \"dark\"\n[keys]\nstep = [\"space\", \"s\"]\n",
		"keys = { step = ['x'], why.up = \"k\" }",
		"a.b.c = [[1, {x = 2}], 3]", "x = 1979-05-27", "[[keys]]\nx='''\n",
		"[keys]\nkill=\"n\"\nundo=\"n\"\nprompt=[]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		s, faults := Read([]byte(text))
		lines := strings.Count(text, "\n") + 1
		for _, x := range faults {
			if x.Line < 1 || x.Line > lines || x.Column < 1 || x.Text == "" || len(x.Text) > 2000 {
				t.Errorf("%d:%d: %s", x.Line, x.Column, x.Text)
			}
		}
		if len(faults) > mostFaults {
			t.Errorf("%d faults", len(faults))
		}
		if _, problems := keys.Rebind(s.Keys); len(Bad(faults)) == 0 && len(text) > 0 {
			for _, p := range problems {
				if !p.Note {
					t.Errorf("what was taken cannot be: %s", p.Text)
				}
			}
		}
	})
}
