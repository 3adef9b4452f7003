package session

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// worked returns a session with two branches and more than a hundred commands.
func worked(t testing.TB) *Session {
	t.Helper()
	s := begin(t, buffer)
	for i := range 230 {
		play(t, s, 3)
		do(t, s, fmt.Sprintf("set turn %d", 100+i))
	}
	play(t, s, 50)
	s.GoTo(300)
	do(t, s, "spawn producer")
	play(t, s, 77)
	do(t, s, "kill c1")
	s.GoTo(340)
	return s
}

func TestTextKeepsEverything(t *testing.T) {
	s := worked(t)
	text := string(s.Marshal())
	if n := strings.Count(text, "\nhash "); n != 4 {
		t.Errorf("%d hashes; two for the hundreds and one for each branch's end are 4", n)
	}
	back, err := Unmarshal([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if back.Position() != 340 || back.Length() != 377 || back.Dirty() || back.Engine().Hash() != s.Engine().Hash() {
		t.Fatalf("read back: step %d of %d, dirty %t", back.Position(), back.Length(), back.Dirty())
	}
	if fmt.Sprint(back.Branches()) != fmt.Sprint(s.Branches()) {
		t.Fatalf("branches %v, and were %v", back.Branches(), s.Branches())
	}
	if got := back.Program(); got.Source != buffer || got.File != "test.scene" {
		t.Fatal("the scene is another one")
	}
	if _, err := back.OtherFuture(); err != nil || back.Length() != 740 {
		t.Fatalf("the old future has length %d (%v)", back.Length(), err)
	}
	if _, err := back.OtherFuture(); err != nil {
		t.Fatal(err)
	}
	back.GoTo(340)
	if string(back.Marshal()) != text {
		t.Fatal("written again, it is another text")
	}
}

func TestSceneTextIsKeptToTheByte(t *testing.T) {
	for _, tail := range []string{"", "\n", "\n\n", "\r\n", "// end of scene", "\n| bar\n", "//  blanks  \n", "\t"} {
		source := strings.TrimSuffix(buffer, "\n") + "\n" + tail
		if strings.HasPrefix(tail, "\n|") {
			source = "// First line.\n//| bar\n//end of scene\n" + buffer
		}
		s := begin(t, source)
		back, err := Unmarshal(s.Marshal())
		if err != nil {
			t.Fatalf("%q: %v", tail, err)
		}
		if back.Program().Source != source {
			t.Fatalf("%q: the scene became %q", tail, back.Program().Source)
		}
	}
}

func TestSettingsOfTheSessionWinOverTheScene(t *testing.T) {
	p := *compile(t, buffer)
	p.Settings.Seed = 99
	p.Settings.Quantum = 4
	p.Settings.Policy = 1
	s, err := New(&p)
	if err != nil {
		t.Fatal(err)
	}
	play(t, s, 100)
	back, err := Unmarshal(s.Marshal())
	if err != nil {
		t.Fatal(err)
	}
	if back.Program().Settings != p.Settings || back.Engine().Hash() != s.Engine().Hash() {
		t.Fatalf("settings %+v, and were %+v", back.Program().Settings, p.Settings)
	}
}

func TestEditedSessionNamesTheSpan(t *testing.T) {
	text := string(worked(t).Marshal())
	for _, c := range []struct {
		name, old, new string
		branch         int
		from, to       int64
		why            string
	}{
		{"a command changed early", "step 150: set turn 149", "step 150: spawn consumer", 1, 0, 300, "the state is"},
		{"a command changed late", "step 660: set turn 319", "step 660: spawn consumer", 1, 600, 740, "the state is"},
		{"a command left out", "step 300: spawn producer\n", "", 2, 300, 377, "the state is"},
		{"a command that cannot be done", "spawn producer", "kill nobody", 2, 300, 300,
			`there is no coroutine "nobody"`},
		{"the scene changed", "| \t\tsleep(1, 4)", "| \t\tsleep(2, 4)", 1, 0, 300, "the state is"},
		{"the seed changed", "\nseed 7\n", "\nseed 8\n", 1, 0, 300, "the state is"},
		{"the rules changed", "\nrules textbook\n", "\nrules textbook unlock=handoff\n", 1, 0, 300, "the state is"},
	} {
		edited := strings.Replace(text, c.old, c.new, 1)
		if edited == text {
			t.Fatalf("%s: nothing was edited in\n%s", c.name, text)
		}
		_, err := Unmarshal([]byte(edited))
		var differs *DiffersError
		if !errors.As(err, &differs) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if differs.Branch != c.branch || differs.From != c.from || differs.To != c.to ||
			!strings.Contains(differs.Why, c.why) {
			t.Errorf("%s: %v", c.name, err)
		}
		line := strings.Split(edited, "\n")[differs.Line-1]
		if !strings.HasPrefix(line, "hash ") && !strings.HasPrefix(line, "step ") {
			t.Errorf("%s: line %d is %q", c.name, differs.Line, line)
		}
	}
}

func TestCutSessionIsRefusedWhereverItIsCut(t *testing.T) {
	s := begin(t, buffer)
	play(t, s, 20)
	do(t, s, "spawn producer")
	play(t, s, 20)
	s.GoTo(10)
	do(t, s, "kill p1")
	text := strings.TrimSuffix(string(s.Marshal()), "\n")
	for at := range text {
		_, err := Unmarshal([]byte(text[:at]))
		if err == nil {
			t.Fatalf("cut after %d of %d bytes, and nobody notices", at, len(text))
		}
		var format *FormatError
		var differs *DiffersError
		lines := strings.Count(text[:at], "\n") + 1
		if errors.As(err, &format) && (format.Line < 1 || format.Line > lines) ||
			!errors.As(err, &format) && !errors.As(err, &differs) {
			t.Fatalf("cut after %d bytes, line %d: %v", at, lines, err)
		}
		if at > len("quartet session 2") && !strings.Contains(err.Error(), "is cut") {
			t.Fatalf("cut after %d bytes, which is not told: %v", at, err)
		}
	}
}

func TestWhatIsNoSession(t *testing.T) {
	good := string(worked(t).Marshal())
	replace := func(old, new string) string {
		t.Helper()
		edited := strings.Replace(good, old, new, 1)
		if edited == good {
			t.Fatalf("there is no %q", old)
		}
		return edited
	}
	for _, c := range []struct{ text, want string }{
		{"", "this is not a session"},
		{"package x\n", "this is not a session"},
		{replace("session 2", "session 3"), "line 1: this is a session of version \"3\"; this Quartet reads " +
			"versions 1 to 2"},
		{replace("| package buffer\n", "package buffer\n"), `each line of the scene begins with "| "`},
		{replace("| package buffer\n", "| package\n"), "the scene in this session does not parse"},
		{replace("\nrules textbook", "\nrules folklore"), `"folklore" is not a set of rules; one of textbook, nanoos`},
		{replace("\nrules textbook", "\nrules textbook unlock=maybe"), `"maybe" is not a value of the rule unlock`},
		{replace("\nslots 9", "\nslots many"), `"many" is not a number that fits`},
		{replace("\nclock 1/1", "\nclock 1"), "the form is 1/4"},
		{replace("\npolicy cooperative", "\npolicy nice"), "is not a policy; one of cooperative"},
		{replace("spawn producer", "span producer"), `there is no command "span"`},
		{replace("step 6:", "step six:"), `"six" is not a step`},
		{replace("step 6:", "step 600:"), "step 9 comes after step 600"},
		{replace("step 6:", "step 60000000000:"), "a session has at most"},
		{replace("keeping 100", "keeping 98"), "cannot keep 98 commands"},
		{good[:strings.Index(good, "branch 2")] + "branch 2 of 1 from step 30000 keeping 230\n" +
			"hash 30000 0123456789abcdef\nat branch 1 step 3\nend of session\n", "which that one never reached"},
		{replace("branch 2 of 1", "branch 2 of 2"), "the branch's numbers make no sense"},
		{replace("branch 2 of 1", "branch 3 of 1"), "the branch's numbers make no sense"},
		{replace("at branch 2", "at branch 3"), "there are 2 branches"},
		{replace("end of session\n", ""), "the session is cut"},
		{replace("end of session\n", "end of session\nmore\n"), "nothing comes after"},
		{replace("\nhash 377 ", "\n# hash 377 "), "branch 2 has no hash at its end"},
		{replace("\nhash 377 ", "\nhash 377 x"), "is not a hash"},
	} {
		_, err := Unmarshal([]byte(c.text))
		var format *FormatError
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &format) {
			t.Errorf("%v\nshould say: %s", err, c.want)
		}
	}
}

// TestWindowsLineEnds: a mail program or an editor may have put carriage returns everywhere.
func TestWindowsLineEnds(t *testing.T) {
	s := worked(t)
	back, err := Unmarshal([]byte(strings.ReplaceAll(string(s.Marshal()), "\n", "\r\n")))
	if err != nil || back.Engine().Hash() != s.Engine().Hash() {
		t.Fatal(err)
	}
}

func FuzzUnmarshal(f *testing.F) {
	// Small ones: the fuzzer tries to make every interesting text smaller.
	s := begin(f, "// Two that wait.\npackage p\nvar m mutex\nfunc a() {\n\tfor {\n\t\tlock(m)\n\t\tsleep(2)\n"+
		"\t\tunlock(m)\n\t}\n}\nfunc main() {\n\tspawn(a, 2)\n}\n")
	play(f, s, 30)
	do(f, s, "kill a1")
	f.Add(s.Marshal())
	s.GoTo(3)
	do(f, s, "rule all nanoos")
	play(f, s, 9)
	f.Add(s.Marshal())
	f.Add([]byte("quartet session 1\nscene\n| package p\nend of scene\nbranch 1\nhash 0 0000000000000000\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if long(text) {
			t.Skip("asks for a long run")
		}
		s, err := Unmarshal(text)
		if err != nil {
			var format *FormatError
			var differs *DiffersError
			if !errors.As(err, &format) && !errors.As(err, &differs) {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		back, err := Unmarshal(s.Marshal())
		if err != nil {
			t.Fatalf("what was read cannot be written: %v\n%s", err, s.Marshal())
		}
		if back.Engine().Hash() != s.Engine().Hash() {
			t.Fatal("what was read is written as something else")
		}
	})
}

// long tells that a text holds a number so large that honouring it takes more than a moment.
func long(text []byte) bool {
	hashes := regexp.MustCompile(`(?m)^(hash \d+) [0-9a-f]{16}$`)
	return regexp.MustCompile(`\d{6}`).Match(hashes.ReplaceAll(text, []byte("$1")))
}
