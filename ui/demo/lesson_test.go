package demo

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// whole is a lesson that has every word of one.
const whole = `title   Why for
breaks  M1 M2
covers  OSTEP 30
scene   if-instead-of-a-loop

chapter A wait
say     Watch c1.
key     space*3
ask     Who runs next? | c1 | *p1
reply   1 It waits.
reply   2 It is first in READY.
task    Let c1 be woken until wakes c1
hint    p1 has to signal.
way     do run p1
way     key enter
way     run until wakes c1
afresh
run     until wakes c1
prove   violation | Ask every schedule.
hint    One key does.
mend    Change one word.
way     if len(work) == 0 { => for len(work) == 0 {
say     That is all.
prove   violation
`

func TestALessonReadsBack(t *testing.T) {
	s, err := Parse("test.lesson", whole)
	if err != nil {
		t.Fatal(err)
	}
	if !s.Lesson() || s.Broken(" ") != "M1 M2" || s.Covers != "OSTEP 30" || len(s.Chapters()) != 1 {
		t.Errorf("the head is %+v", s)
	}
	readsBack(t, s)
}

// without returns the lesson without the lines that begin with a text, or with others in their place.
func without(begin string, instead ...string) string {
	var lines []string
	for line := range strings.Lines(whole) {
		if !strings.HasPrefix(line, begin) {
			lines = append(lines, line)
			continue
		}
		for _, one := range instead {
			lines = append(lines, one+"\n")
		}
	}
	return strings.Join(lines, "")
}

func TestWhatIsWrongWithALesson(t *testing.T) {
	for _, c := range []struct{ text, why, hint string }{
		{"say x", "say belongs to lessons", "covers OSTEP 30"},
		{without("scene"), "has no scene", "scene bounded-buffer"},
		{without("breaks", "breaks M13"), `"M13" is no belief`, "M1 to M12"},
		{without("breaks", "breaks M1 M1"), `"M1" is no belief to name here`, "each once"},
		{without("reply   1"), "answer 1 has no reply", "reply 1"},
		{without("reply   2", "reply 2"), "no reply to an answer", "the answer's number"},
		{without("ask", "ask Who? | c1 | p1"), "no answer has a star", "*c2"},
		{without("way     "), "no way to do this task", "way key n*4"},
		{without("way     if"), "no way to mend", "=>"},
		{without("way     if", "way if"), "this is no way", "what is replaced by what"},
		{without("way     key", "way key"), "way key lacks its key", "way key n*3 space"},
		{without("way     key", "way key x*0"), "no number of times", "key n*3"},
		{without("task", "task Let c1 be woken"), "does not say when it is done", "until waiters"},
		{without("afresh"), "as the learner has left it", "afresh before this line"},
		{without("prove", "say x"), "does not end with a proof", "prove holds"},
		{without("prove   v", "prove well"), `"well" is no verdict`, "prove holds"},
		{without("title", "title x\nkey n"), "comes too late", "before the first action"},
		{without("chapter", "hint y"), "nothing that this hint belongs to", "behind its question or task"},
		{without("reply   2", "reply 2 x", "reply 3 y"), "nothing that this reply belongs to", "stands behind"},
		{without("afresh", "afresh now"), "afresh stands alone", "afresh"},
		{without("say     That", "say"), "say lacks its text", "say c1 was woken"},
	} {
		_, err := Parse("test.lesson", c.text)
		var all Errors
		if !errors.As(err, &all) || !strings.Contains(err.Error(), c.why) || !strings.Contains(err.Error(), c.hint) {
			t.Errorf("%v\nwant %q and %q in\n%s", err, c.why, c.hint, c.text)
		}
	}
}

// TestTheReferenceOfLessons looks for each word's line, and reads its example in a lesson.
func TestTheReferenceOfLessons(t *testing.T) {
	hasWords(t, "lessons.md", taught, func(w Word) string {
		head, before, after := "covers Week 3\nscene bounded-buffer\n", "", "prove holds\n"
		switch w.kind {
		case NoAction:
			head, after = "scene bounded-buffer\n", "\n"+after
		case ReplyAction:
			before, after = "ask Who? | *p1 | c1\nreply 2 No.\n", "\n"+after
		case TaskAction:
			after = "\nway key n\n" + after
		case MendAction:
			after = "\nway a => b\n"
		case HintAction, WayAction:
			before, after = "task It ends until end\nway key n\n", "\n"+after
		default:
			after = "\n" + after
		}
		if w.Name == "covers" {
			head = "breaks M1\n" + head
		}
		return head + before + w.Like + after
	})
}

// TestThePageOfLessonsHasAWholeOne: the example of the page can be read.
func TestThePageOfLessonsHasAWholeOne(t *testing.T) {
	page, err := os.ReadFile("../../docs/lessons.md")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(page)) {
		if code, is := strings.CutPrefix(line, "    "); is || len(lines) > 0 && strings.TrimSpace(line) == "" {
			lines = append(lines, code)
		} else if len(lines) > 20 {
			break
		} else {
			lines = nil
		}
	}
	if s, err := Parse("page.lesson", strings.Join(lines, "")); err != nil || !s.Lesson() {
		t.Errorf("%v in\n%s", err, strings.Join(lines, ""))
	}
}
