package command

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
)

const twoFutures = `scene wakeup-in-the-gap
size 80x24
key space*9
key home
key space*2
do run d1
key space*3
do open one-condition
key space
`

// TestATableIsOfTheFilm: what a script shows, goes back behind, and opens is told, each in a section of its own.
func TestATableIsOfTheFilm(t *testing.T) {
	h, dir := recorder(t)
	to := filepath.Join(dir, "film.md")
	if out, errs, code := run(t, h, "record", script(t, t.TempDir(), twoFutures), "-o", to); code != 0 {
		t.Fatal(code, out, errs)
	}
	text, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, want := range []string{"## 1. wakeup-in-the-gap\n", "| ~~9~~ |",
		"## 2. wakeup-in-the-gap, from step 2: run d1\n", "| 5 |", "## 3. one-condition\n", "| 1 |"} {
		i := strings.Index(string(text[at:]), want)
		if i < 0 {
			t.Fatalf("no %q behind\n%s", want, text[:at])
		}
		at += i
	}
	if strings.Contains(string(text[at:]), "| 2 |") {
		t.Errorf("a step that was never shown:\n%s", text[at:])
	}
}

// TestAFragmentIsOfLaTeX and of nothing else.
func TestAFragmentIsOfLaTeX(t *testing.T) {
	h, dir := recorder(t)
	name, to := script(t, t.TempDir(), shortScript), filepath.Join(dir, "part.tex")
	if out, errs, code := run(t, h, "record", name, "--fragment", "-o", to); code != 0 {
		t.Fatal(code, out, errs)
	}
	text, err := os.ReadFile(to)
	if err != nil || strings.Contains(string(text), "documentclass") ||
		!strings.Contains(string(text), "\\begin{longtable}") {
		t.Errorf("%v:\n%s", err, text)
	}
	for flags, want := range map[string]string{
		"-o x.md": "--fragment goes with a .tex; x.md is a .md", "--frames x": "--fragment goes with -o FILE.tex",
		"-o x.tex -o x.tex":     "-o names a file twice",
		"-o x.tex --frame door": `there is no frame "door"; there are pad, window`,
	} {
		_, errs, code := run(t, h, append([]string{"record", name, "--fragment"}, strings.Fields(flags)...)...)
		if code != ExitUsage || !strings.Contains(errs, want) {
			t.Errorf("%s: code %d, %q", flags, code, errs)
		}
	}
}

// TestSeveralFormsOfOneFilm: each is as if it was made alone, and none is left where one cannot be made.
func TestSeveralFormsOfOneFilm(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, t.TempDir(), shortScript)
	a, b, alone := filepath.Join(dir, "a.md"), filepath.Join(dir, "b.png"), filepath.Join(dir, "c.png")
	out, errs, code := run(t, h, "record", name, "-o", a, "-o", b, "--frame", "window")
	if code != 0 || !strings.Contains(out, "wrote "+a+": ") || !strings.Contains(out, "wrote "+b+": ") {
		t.Fatal(code, out, errs)
	}
	if _, errs, code := run(t, h, "record", name, "-o", alone, "--frame", "window"); code != 0 {
		t.Fatal(code, errs)
	}
	one, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if two, err := os.ReadFile(alone); err != nil || string(one) != string(two) {
		t.Errorf("%d and %d bytes, %v", len(one), len(two), err)
	}
	small := filepath.Join(dir, "small.txt")
	if _, errs, code := run(t, h, "record", name, "-o", small, "-o", dir); code == 0 {
		t.Errorf("%q", errs)
	}
	if _, err := os.Stat(small); err == nil {
		t.Error("a form is kept where another could not be made")
	}
}

// TestNoTwoFormsInOnePlace: a file is not written twice, however its name is written, nor are the words for a picture.
func TestNoTwoFormsInOnePlace(t *testing.T) {
	h, dir := recorder(t)
	name, linked := script(t, t.TempDir(), shortScript), filepath.Join(t.TempDir(), "linked")
	if err := os.Symlink(dir, linked); err != nil {
		t.Skip(err)
	}
	for a, b := range map[string]string{
		dir + "/a.md":          dir + "/./a.md",
		dir + "/b.md":          filepath.Join(linked, "b.md"),
		dir + "/c.gif":         dir + "/c.gif.alt.txt",
		dir + "/d.png.alt.txt": dir + "/d.png",
	} {
		for _, more := range []string{"", "--force"} {
			args := []string{"record", name, "-o", a, "-o", b}
			if more != "" {
				args = append(args, more)
			}
			_, errs, code := run(t, h, args...)
			if code != ExitUsage || !strings.Contains(errs, "-o names a file twice: ") {
				t.Errorf("%q: code %d, %s", args, code, errs)
			}
		}
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

// TestAFullDiskKeepsNoForm: what is still held back when a form is made is written before any is put in its place.
func TestAFullDiskKeepsNoForm(t *testing.T) {
	h, dir := recorder(t)
	from, err := readFilmed(&h, script(t, t.TempDir(), shortScript), seedFlag{})
	if err != nil {
		t.Fatal(err)
	}
	flags := recordFlags{out: filepath.Join(dir, "a.txt"), fps: 30, speed: 1, cast: 2}
	one, err := begin(context.Background(), &h, &flags, from)
	if err != nil {
		t.Fatal(err)
	}
	defer one.to.discard()
	one.to.w = bufio.NewWriterSize(noRoom{}, 1<<20)
	if err := one.make(context.Background(), one.made, one.to); err != nil {
		t.Fatal(err)
	}
	if err := stopped(one.to.finish()); exitCode(err) != ExitIO || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("code %d, %v", exitCode(err), err)
	}
}

// TestWhatIsAroundARecording is a window with the title, or blank cells; the screen has the size that was asked for.
func TestWhatIsAroundARecording(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, t.TempDir(), shortScript)
	texts := map[string][]string{}
	for _, frame := range []string{"", "pad", "window"} {
		to := filepath.Join(dir, frame+"x.txt")
		if _, errs, code := run(t, h, "record", name, "-o", to, "--frame", frame); code != 0 {
			t.Fatal(frame, code, errs)
		}
		text, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		texts[frame] = strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	}
	bare, pad, window := texts[""], texts["pad"], texts["window"]
	if pad[0] != "" || strings.TrimSpace(pad[1]) != strings.TrimSpace(bare[0]) || !strings.HasPrefix(pad[2], "  ") {
		t.Errorf("blank cells:\n%s", strings.Join(pad, "\n"))
	}
	if len(window) != len(bare)+2 || !strings.HasPrefix(window[0], "╭─ A short one ─") ||
		!strings.HasSuffix(window[0], " ● ● ● ─╮") || !strings.HasPrefix(window[1], "│"+bare[0]) {
		t.Errorf("a window:\n%s", strings.Join(window, "\n"))
	}
}

// TestTheVideoOfTheDocumentation makes one, of an odd height, by the line that is told.
func TestTheVideoOfTheDocumentation(t *testing.T) {
	if _, err := exec.LookPath("ffmpeg"); err != nil || effort.Quick() {
		t.Skip("it starts ffmpeg, which may not be installed")
	}
	page, err := os.ReadFile("../../docs/recording.md")
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(page), "\n    ffmpeg ")
	line, _, _ = strings.Cut(line, "\n")
	h, dir := recorder(t)
	name := script(t, t.TempDir(), strings.Replace(shortScript, "80x24", "90x27", 1))
	if _, errs, code := run(t, h, "record", name, "--frames", filepath.Join(dir, "pictures")); code != 0 {
		t.Fatal(code, errs)
	}
	cmd := exec.Command("sh", "-c", "ffmpeg -loglevel error "+line+
		" && ffprobe -v error -show_entries stream=height:format=duration -of csv=p=0 demo.mp4")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "460\n1.8") { // 27 rows of 17 pixels, and 1.8 seconds
		t.Errorf("%v: %s", err, out)
	}
}

const changing = `version 2
scene wakeup-in-the-gap
size 80x24
mutation no pause | yield()\n\t\tlock(m) => lock(m)
mutation a loop | if flag == 0 => for flag == 0
mutation no scene | lock(m)\n\tflag = 1 => lock(
key space*2
mutate no pause
expect every holds
key space
mutate a loop
key space
mutate off
key space
assert flag == 0
`

// TestAFilmOfAChange: the scene runs with what the script makes another, a section of its own in each table, and goes
// on behind it where it was left.
func TestAFilmOfAChange(t *testing.T) {
	h, dir := recorder(t)
	args := []string{"record", script(t, t.TempDir(), changing)}
	for _, form := range []string{"md", "csv", "tex", "mmd", "json", "html"} {
		args = append(args, "-o", filepath.Join(dir, "film."+form))
	}
	if out, errs, code := run(t, h, args...); code != 0 {
		t.Fatal(code, out, errs)
	}
	film := func(form string) string {
		text, err := os.ReadFile(filepath.Join(dir, "film."+form))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	at, text := 0, film("md")
	for _, want := range []string{"## 1. wakeup-in-the-gap\n", "| 2 | **yield()**", "| 3 | ready | **lock(m)**",
		"## 2. wakeup-in-the-gap, with no pause\n", "| 1 |", "## 3. wakeup-in-the-gap, with a loop\n",
		"| 1 | **for flag == 0**"} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("no %q behind\n%s", want, text[:at])
		}
		at += i
	}
	if strings.Contains(text, "~~") || strings.Contains(text, "## 4.") {
		t.Errorf("something is taken back, or there are more worlds:\n%s", text)
	}
	for form, want := range map[string]string{"csv": "\n3,", "tex": "3. wakeup-in-the-gap, with a loop",
		"mmd": "3. wakeup-in-the-gap, with a loop", "json": "wakeup-in-the-gap, with a loop",
		"html": "(the scene is now wakeup-in-the-gap with no pause)"} {
		if !strings.Contains(film(form), want) {
			t.Errorf("the .%s lacks %q", form, want)
		}
	}
	if n := strings.Count(film("html"), "d1 yields."); n != 1 {
		t.Errorf("what the scene did before is told %d times", n)
	}
}

// TestAFilmOfNoChange: what does not fit, is no scene, or is not on, stops the film with its line.
func TestAFilmOfNoChange(t *testing.T) {
	h, dir := recorder(t)
	for line, want := range map[string]string{
		"mutate no scene":                                   "short.demo:16: wakeup-in-the-gap.scene:",
		"do open bounded-buffer\nmutate a loop":             "short.demo:17: \"if flag == 0\" stands 0 times",
		"mutate a loop\ndo open bounded-buffer\nmutate off": "short.demo:18: the scene on the screen is none that",
	} {
		_, errs, code := run(t, h, "record", script(t, t.TempDir(), changing+line+"\n"), "-o",
			filepath.Join(dir, "none.txt"))
		if code == 0 || !strings.Contains(errs, want) {
			t.Errorf("%s: code %d, %s", line, code, errs)
		}
	}
}
