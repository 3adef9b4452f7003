package demo

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

const everything = `# Every word of the language.
title   The wakeup that nobody heard
scene   wakeup-in-the-gap
size    120x36
theme   light
layout  projector
seed    7

chapter Nobody listens
caption p1 signals | but nobody waits.
note    Let them guess first.
key     n*3 space pagedown
speed   8
type    spawn producer
do      timeout c1
pause
pause   500ms
pause   1.5
run     3s
run     until end
run     until pass 12 within 20s
run     until tick 99
run     until last
run     until step 40
show    waiting
show    all
ask     Who runs next? | p1 | c2
ask
theme   dark
layout  auto
caption
`

func TestEveryWordIsRead(t *testing.T) {
	s, err := Parse("test.demo", everything)
	if err != nil {
		t.Fatal(err)
	}
	if s.Title != "The wakeup that nobody heard" || s.Scene != "wakeup-in-the-gap" || s.W != 120 || s.H != 36 ||
		s.Theme != "light" || s.Layout != "projector" || s.Seed != 7 || !s.Seeded {
		t.Errorf("the head is %+v", s)
	}
	want := []Action{
		{Line: 9, Kind: ChapterAction, Text: "Nobody listens"},
		{Line: 10, Kind: CaptionAction, Text: "p1 signals | but nobody waits."},
		{Line: 11, Kind: NoteAction, Text: "Let them guess first."},
		{Line: 12, Kind: KeyAction, Keys: []Press{{"n", 3}, {"space", 1}, {"pgdown", 1}}},
		{Line: 13, Kind: SpeedAction, N: 8},
		{Line: 14, Kind: TypeAction, Text: "spawn producer"},
		{Line: 15, Kind: DoAction, Text: "timeout c1"},
		{Line: 16, Kind: PauseAction},
		{Line: 17, Kind: PauseAction, For: 500 * time.Millisecond},
		{Line: 18, Kind: PauseAction, For: 1500 * time.Millisecond},
		{Line: 19, Kind: RunAction, For: 3 * time.Second},
		{Line: 20, Kind: RunAction, For: DefaultRun, Until: UntilEnd},
		{Line: 21, Kind: RunAction, For: 20 * time.Second, Until: UntilPass, N: 12},
		{Line: 22, Kind: RunAction, For: DefaultRun, Until: UntilTick, N: 99},
		{Line: 23, Kind: RunAction, For: DefaultRun, Until: UntilLast},
		{Line: 24, Kind: RunAction, For: DefaultRun, Until: UntilStep, N: 40},
		{Line: 25, Kind: ShowAction, Text: "waiting"},
		{Line: 26, Kind: ShowAction, Text: "all"},
		{Line: 27, Kind: AskAction, Text: "Who runs next?", Answers: []string{"p1", "c2"}},
		{Line: 28, Kind: AskAction},
		{Line: 29, Kind: ThemeAction, Text: "dark"},
		{Line: 30, Kind: LayoutAction, Text: "auto"},
		{Line: 31, Kind: CaptionAction},
	}
	if len(s.Actions) != len(want) {
		t.Fatalf("%d actions, want %d", len(s.Actions), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(s.Actions[i], want[i]) {
			t.Errorf("line %d is %+v, want %+v", want[i].Line, s.Actions[i], want[i])
		}
	}
}

// TestAScriptReadsBack writes the script and reads it again.
func TestAScriptReadsBack(t *testing.T) {
	s, err := Parse("test.demo", everything)
	if err != nil {
		t.Fatal(err)
	}
	readsBack(t, s)
}

func readsBack(t *testing.T, s *Script) {
	t.Helper()
	again, err := Parse(s.Name, s.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, s)
	}
	for _, one := range []*Script{s, again} {
		one.SceneAt = 0
		for i := range one.Mutations {
			one.Mutations[i].Line = 0
		}
		for i := range one.Actions {
			one.Actions[i].Line = 0
		}
	}
	if !reflect.DeepEqual(s, again) {
		t.Errorf("it reads back as\n%v\nwant\n%v", again, s)
	}
}

func TestWhatIsWrongIsSaidWithItsLine(t *testing.T) {
	for text, want := range map[string][]string{
		"pres n":                           {`:1: "pres" is no word`, "a line begins with title"},
		"\n\nkye n":                        {`:3: "kye"`, "did you mean key?"},
		"capton x":                         {"did you mean caption?"},
		"key":                              {"key lacks its key", "key n*3 space"},
		"key n*":                           {`"" is no number of times`},
		"key n*0":                          {`"0" is no number`},
		"key n*99999999":                   {"is no number of times"},
		"key n*9999 n*9999":                {"does too much", "10000"},
		"size 10x10":                       {`"10x10" is no size`, "from 60x18 to 300x120"},
		"size big":                         {"is no size"},
		"theme pink":                       {"no theme", "dark, light"},
		"layout round":                     {"no layout", "auto, explore, projector"},
		"seed -1":                          {"is no seed", "whole number"},
		"speed 3":                          {`no speed "3"`, "[1 2 4 8"},
		"pause long":                       {`"long" is no time`, "pause 1.5s"},
		"pause -1s":                        {"is no time"},
		"pause 1h":                         {"is no time", "10m"},
		"pause 1ns":                        {"is no time"},
		"run":                              {"run lacks its time"},
		"run until":                        {"cannot wait for", "until pass N"},
		"run until tea":                    {`cannot wait for "tea"`},
		"run until pass -3":                {"cannot wait for"},
		"show me":                          {`no panel "me"`, "waiting", "all"},
		"ask x | | y":                      {"no answers"},
		"ask x" + strings.Repeat("|y", 10): {"no answers", "one to nine"},
		"key n\nscene x":                   {":2: scene comes too late", "before the first action"},
		"scene x\nscene y":                 {":2: there is a scene already, on line 1"},
		"caption x\n\xff\xfe\n":            {":2: this is no text", "UTF-8"},
		"verson 2":                         {"did you mean version?"},
		"version":                          {"version lacks its n", "version 2"},
		"version two":                      {`:1: there is no version "two"`, "version 1 or 2"},
		"version 0":                        {`there is no version "0"`, "without the line it has 1"},
		"title x\n\nversion 3\nsparkle":    {`:3: there is no version "3"`, "knows the versions up to 2"},
		"key n\nversion 2":                 {":2: version comes too late"},
		"version 2\nversion 1":             {":2: there is a version already, on line 1"},
	} {
		_, err := Parse("my.demo", text)
		if err == nil {
			t.Errorf("%q is taken", text)
			continue
		}
		for _, part := range append(want, "my.demo:") {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: the error lacks %q:\n%v", text, part, err)
			}
		}
		var all Errors
		if !errors.As(err, &all) || all[0].Line < 1 {
			t.Errorf("%q: the error is %T", text, err)
		}
	}
	_, err := Parse("my.demo", strings.Repeat("x", MaxText+1))
	if err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("a script that is too long: %v", err)
	}
}

// TestAScriptSaysItsVersion: it goes by the first where it says none, and says so again when it is written.
func TestAScriptSaysItsVersion(t *testing.T) {
	for text, want := range map[string]int{"key n\n": 0, "version 1\nkey n\n": 1, "version 2\nkey n\n": 2} {
		s, err := Parse("my.demo", text)
		if err != nil || s.Version != want {
			t.Errorf("%q: version %d, want %d (%v)", text, s.Version, want, err)
		}
		if again := s.String(); strings.HasPrefix(again, "version") != (want > 0) {
			t.Errorf("%q is written as\n%s", text, again)
		}
	}
	_, err := Parse("my.demo", "pres x\nversion 9\nsparkle\n")
	var all Errors
	if !errors.As(err, &all) || len(all) != 1 {
		t.Errorf("of a script of the future the version alone is said: %v", err)
	}
}

func TestAllThatIsWrongIsSaid(t *testing.T) {
	_, err := Parse("my.demo", strings.Repeat("nonsense\n", 30))
	var all Errors
	if !errors.As(err, &all) || len(all) != 30 || !strings.HasSuffix(err.Error(), "and 20 more") {
		t.Errorf("the error is %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(everything)
	f.Add("key n*3\npause\nrun until pass 3 within 1ms")
	f.Add("mutation a | b | \\tc => d => \\n\nscene x\nmutate a\nmutate off\n")
	f.Add("caption \x00\u202e\npause 0.0004\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse("fuzz.demo", text)
		if err == nil {
			readsBack(t, s)
		}
	})
}

// TestTheReferenceHasEveryWord looks for each word's line in the documentation.
func TestTheReferenceHasEveryWord(t *testing.T) {
	hasWords(t, "recording.md", language, func(w Word) string {
		switch w.kind {
		case RevealAction:
			return "ask Who runs next? | *p1\n" + w.Like
		case MutateAction:
			return "mutation no loop | for => if\n" + w.Like
		}
		return w.Like
	})
}

// hasWords checks that a page has the line of each of some words, and that its example can be read.
func hasWords(t *testing.T, file string, words []Word, whole func(Word) string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		use := strings.TrimRight(w.Name+" "+strings.ReplaceAll(w.Args, "|", "\\|"), " ")
		line := "| `" + use + "` | " + w.About + " |"
		if !strings.Contains(string(page), line) {
			t.Errorf("docs/%s lacks\n%s", file, line)
		}
		if _, err := Parse("like.demo", whole(w)); err != nil {
			t.Errorf("the example of %s is wrong: %v", w.Name, err)
		}
	}
}
