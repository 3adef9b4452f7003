//go:build !windows

package record

import (
	"bytes"
	"encoding/json"
	"html"
	"image"
	"image/png"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"github.com/quartet-os/quartet/internal/effort"
)

// TestAsciinemaReadsTheCast plays the cast with asciinema and compares the last screen.
func TestAsciinemaReadsTheCast(t *testing.T) {
	if effort.Quick() {
		t.Skip("it starts asciinema")
	}
	tool, err := exec.LookPath("asciinema")
	if err != nil {
		t.Skip("asciinema is not installed: its reading of a cast is not tested here")
	}
	m := newMovie(t, "bounded-buffer", 40, 100, 30)
	file := t.TempDir() + "/demo.cast"
	writeFile(t, file, newCast(t, m, CastV2))
	cmd := exec.Command(tool, "cat", file)
	cmd.Env = append(cmd.Environ(), "LC_ALL=C.UTF-8", "ASCIINEMA_CONFIG_HOME="+t.TempDir())
	var told bytes.Buffer
	cmd.Stdout = &told
	tty, err := pty.Start(cmd) // it wants a terminal to listen to
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("asciinema cat: %v", err)
	}
	out := told.Bytes()
	_, events := readCast(t, newCast(t, m, CastV2))
	var fed strings.Builder
	for _, e := range events {
		if e.code == "o" {
			fed.WriteString(e.data)
		}
	}
	if string(out) != fed.String() {
		t.Errorf("asciinema cat gives %d bytes, the cast holds %d", len(out), fed.Len())
	}
	term := vt.NewEmulator(m.about.W, m.about.H)
	_, _ = term.Write(out)
	if got, want := emulated(term), text(m.frames[39].Grid); got != want {
		t.Errorf("it ends with\n%s\nwant\n%s", got, want)
	}
}

// TestRsvgDrawsTheSVGAsThePNG compares, cell by cell, the mean colour of what rsvg-convert draws with
// the PNG. Letters may differ in their edges, not in where and how strong they are.
func TestRsvgDrawsTheSVGAsThePNG(t *testing.T) {
	t.Parallel()
	if effort.Quick() {
		t.Skip("it starts rsvg-convert")
	}
	tool, err := exec.LookPath("rsvg-convert")
	if err != nil {
		t.Skip("rsvg-convert is not installed: its drawing of an SVG is not tested here")
	}
	m := newMovie(t, "bounded-buffer", 40, 80, 24)
	sameAsPNG(t, tool, m, 39, "at its end")
	m.frames[20].Poster = true
	sameAsPNG(t, tool, m, 20, "with a poster")
}

// sameAsPNG compares what a tool draws of a movie's pictures; shown is the frame that they are of.
func sameAsPNG(t *testing.T, tool string, m *movie, shown int, when string) {
	t.Helper()
	var still, picture bytes.Buffer
	m.play(t, NewSVG(&still, m.about))
	p, err := NewPNG(&picture, m.about, 1)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, p)
	want, err := png.Decode(&picture)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"still": still.Bytes(), "animated": newAnimated(t, m)} {
		cmd := exec.Command(tool)
		cmd.Stdin = bytes.NewReader(data)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s, %s: rsvg-convert: %v", name, when, err)
		}
		got, err := png.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if got.Bounds() != want.Bounds() {
			t.Fatalf("%s, %s: it is drawn as %v, the PNG is %v", name, when, got.Bounds(), want.Bounds())
		}
		seen, wanted := flat(got), flat(want)
		for y := range m.about.H {
			for x := range m.about.W {
				cell := image.Rect(x*8, y*17, x*8+8, y*17+17)
				if d := colourDistance(mean(seen, cell), mean(wanted, cell)); d > 40 {
					t.Errorf("%s, %s: cell %d,%d (%q) differs by %d of 255", name, when, x, y,
						m.frames[shown].Grid.At(x, y).Rune, d)
				}
			}
		}
	}
}

// mean is the mean colour of a part of a picture.
func mean(m *image.RGBA, r image.Rectangle) [3]int {
	var sum [3]int
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := m.Pix[m.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for i := range row {
			if i%4 < 3 {
				sum[i%4] += int(row[i])
			}
		}
	}
	for i := range sum {
		sum[i] /= r.Dx() * r.Dy()
	}
	return sum
}

// colourDistance is the largest difference of a channel.
func colourDistance(a, b [3]int) int {
	d := 0
	for i := range a {
		d = max(d, a[i]-b[i], b[i]-a[i])
	}
	return d
}

// probe is put into a page: it plays, steps and reads what is shown. Without a picture nothing asks
// for frames, so a timer does.
const probe = `<script>window.requestAnimationFrame = (f) => setTimeout(() => f(performance.now()), 16);
window.cancelAnimationFrame = clearTimeout;</script>`

const probeEnd = `<pre id="probe"></pre><script>
(async () => {
  const r = window.recording, out = [];
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const say = async (what) => {
    await wait(200);
    const lines = Array.from(document.querySelectorAll('.ap-term-text .ap-line'), (l) => l.textContent.trimEnd());
    const now = Array.from(document.querySelectorAll('.story li.now'), (l) => l.textContent).join(' ');
    out.push({what: what, at: r.player.getCurrentTime(), shown: lines.join('\n'), now: now});
  };
  const press = (id) => { document.getElementById(id).click(); return wait(100); };
  await press('play'); await wait(1700); await press('play'); await say('played');
  await r.goTo(2); await say('two seconds');
  await press('step-on'); await say('a step on');
  await press('step-back'); await press('step-back'); await say('two steps back');
  await press('chapter-on'); await say('the next chapter');
  await press('chapter-back'); await say('the chapter before');
  document.getElementById('probe').textContent = JSON.stringify(out);
})().catch((e) => { document.getElementById('probe').textContent = String(e); });
</script></body>`

// TestABrowserPlaysThePage opens the page in Chromium without a window, presses its buttons and reads
// what it shows.
func TestABrowserPlaysThePage(t *testing.T) {
	t.Parallel()
	if effort.Quick() {
		t.Skip("it starts chromium")
	}
	tool, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed: the page is not opened here")
	}
	m := newMovie(t, "bounded-buffer", 50, 100, 30)
	var b bytes.Buffer
	h, err := NewHTML(&b, m.about)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, h)
	page := strings.Replace(b.String(), "<head>", "<head>"+probe, 1)
	page = strings.Replace(page, "</body>", probeEnd, 1)
	file := t.TempDir() + "/demo.html"
	writeFile(t, file, []byte(page))
	out, err := exec.Command(tool, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+t.TempDir(),
		"--virtual-time-budget=30000", "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(out), `<pre id="probe">`)
	said, _, _ := strings.Cut(after, "</pre>")
	var moments []struct {
		What, Shown, Now string
		At               float64
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(said)), &moments); err != nil {
		t.Fatalf("%v: %.300s", err, said)
	}
	want := map[string]time.Duration{"two seconds": 2000, "a step on": 2250, "two steps back": 1750,
		"the next chapter": 10000, "the chapter before": 0}
	if len(moments) != len(want)+1 {
		t.Fatalf("%d moments", len(moments))
	}
	for _, one := range moments {
		at := time.Duration(one.At*1000) * time.Millisecond
		if ms, known := want[one.What]; known && at.Round(10*time.Millisecond) != ms*time.Millisecond {
			t.Errorf("%s: the page stands at %v, want %v", one.What, at, ms*time.Millisecond)
		}
		f := m.at(at)
		if got, want := words(one.Shown), words(text(f.Grid)); got != want {
			t.Errorf("%s: the page shows\n%s\nwant\n%s", one.What, got, want)
		}
		if want := strings.Join(f.Said, " "); one.Now != want {
			t.Errorf("%s: the story marks %q, want %q", one.What, one.Now, want)
		}
	}
	if at := moments[0].At; at < 1.2 {
		t.Errorf("it played %v s", at)
	}
}

// words is a screen without boxes, blocks and shapes, of which the player draws some by itself.
func words(screen string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 0x2500 && r < 0x2600 {
			return ' '
		}
		return r
	}, screen)
	lines := strings.Split(plain, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}
