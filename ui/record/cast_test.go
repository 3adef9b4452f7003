package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"

	"github.com/quartet-os/quartet/ui/screen"
)

// event is a line of a cast, with its time from the beginning.
type event struct {
	at   time.Duration
	code string
	data string
}

// newCast writes a movie as a cast.
func newCast(t testing.TB, m *movie, version int) []byte {
	t.Helper()
	var b bytes.Buffer
	c, err := NewCast(&b, m.about, version)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, c)
	return b.Bytes()
}

// readCast parses a cast by the rules of its format.
func readCast(t testing.TB, data []byte) (map[string]any, []event) {
	t.Helper()
	var header map[string]any
	var events []event
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 10<<20)
	last := 0.0
	for n := 0; lines.Scan(); n++ {
		if n == 0 {
			if err := json.Unmarshal(lines.Bytes(), &header); err != nil {
				t.Fatal(err)
			}
			continue
		}
		var parts []any
		if err := json.Unmarshal(lines.Bytes(), &parts); err != nil || len(parts) != 3 {
			t.Fatalf("line %d: %v: %s", n+1, err, lines.Text())
		}
		at := parts[0].(float64)
		if header["version"] == 3.0 {
			at += last
		}
		if at < last {
			t.Fatalf("line %d goes back in time", n+1)
		}
		last = at
		ms := time.Duration(math.Round(at * 1000))
		events = append(events, event{ms * time.Millisecond, parts[1].(string), parts[2].(string)})
	}
	return header, events
}

// TestATerminalShowsTheCast feeds an emulator and compares the screen after each event with the frame
// of that time.
func TestATerminalShowsTheCast(t *testing.T) {
	for _, m := range []*movie{newMovie(t, "bounded-buffer", 60, 100, 30), odd(t)} {
		for _, version := range []int{CastV2, CastV3} {
			_, events := readCast(t, newCast(t, m, version))
			term := vt.NewEmulator(m.about.W, m.about.H)
			shown := 0
			for _, e := range events[:len(events)-1] {
				if e.code != "o" {
					continue
				}
				shown++
				if _, err := term.WriteString(e.data); err != nil {
					t.Fatal(err)
				}
				// Frames of one time follow each other; the last of them is what stays.
				if got, want := emulated(term), text(m.at(e.at).Grid); got != want && last(events, e) {
					t.Fatalf("version %d at %v shows\n%s\nwant\n%s", version, e.at, got, want)
				}
			}
			if shown < 5 {
				t.Errorf("%d pictures only", shown)
			}
			if end := events[len(events)-1]; end.at != m.end || !strings.HasSuffix(end.data, "\x1b[?25h") {
				t.Errorf("it ends at %v with %q", end.at, end.data)
			}
		}
	}
}

// last reports whether no other picture comes at the time of an event.
func last(events []event, e event) bool {
	n := 0
	for _, o := range events {
		if o.at == e.at && o.code == "o" {
			n++
		}
	}
	return n == 1
}

// text is the text of a grid without blanks at the ends of lines.
func text(g *screen.Grid) string { return g.String() }

// emulated is the text of a terminal, the same way.
func emulated(term *vt.Emulator) string {
	lines := strings.Split(term.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

func TestCastHeaders(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 3, 80, 24)
	two, _ := readCast(t, newCast(t, m, CastV2))
	if two["version"] != 2.0 || two["width"] != 80.0 || two["height"] != 24.0 || two["title"] != m.about.Title {
		t.Errorf("the header of version 2 is %v", two)
	}
	three, _ := readCast(t, newCast(t, m, CastV3))
	term := three["term"].(map[string]any)
	if three["version"] != 3.0 || term["cols"] != 80.0 || term["rows"] != 24.0 {
		t.Errorf("the header of version 3 is %v", three)
	}
	colours := term["theme"].(map[string]any)["palette"].(string)
	if n := len(strings.Split(colours, ":")); n != 8 {
		t.Errorf("the palette has %d colours: %s", n, colours)
	}
	if _, err := NewCast(&bytes.Buffer{}, m.about, 1); err == nil {
		t.Error("a cast of version 1 is begun")
	}
}

func TestCastMarksChapters(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 100, 80, 24)
	_, events := readCast(t, newCast(t, m, CastV2))
	var marks []string
	for _, e := range events {
		if e.code == "m" {
			marks = append(marks, e.at.String()+" "+e.data)
		}
	}
	if got := strings.Join(marks, ", "); got != "0s Part 1, 10s Part 2, 20s Part 3" {
		t.Errorf("the marks are %s", got)
	}
}

func TestTheSameFramesGiveTheSameBytes(t *testing.T) {
	m := odd(t)
	for name, write := range everyForm(m) {
		var one, two bytes.Buffer
		m.play(t, write(t, &one))
		m.play(t, write(t, &two))
		if one.Len() == 0 || !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: %d bytes and then %d, or others", name, one.Len(), two.Len())
		}
	}
}
