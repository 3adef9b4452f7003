package program

import (
	"strings"
	"testing"
)

// TestForeignWordsAreWritten compiles what the hints say: each works in a scene today.
func TestForeignWordsAreWritten(t *testing.T) {
	codes := []string{endCode, latchCode}
	seen := map[string]string{}
	for _, f := range foreigners {
		codes = append(codes, f.code)
		if len(f.hint()) > 400 {
			t.Errorf("the hint about %s is cut: %d letters", f.said, len(f.hint()))
		}
		for word := range strings.FieldsSeq(f.words) {
			if seen[word] != "" {
				t.Errorf("%s is %s and %s", word, seen[word], f.said)
			}
			seen[word] = f.said
			if fold(word) != word || reserved(word) || among(word, callWords()) {
				t.Errorf("%s is not found, or is a word of the language", word)
			}
		}
	}
	for _, code := range codes {
		boot := ""
		if strings.HasPrefix(code, "interrupt(") { // its place is main
			boot, code = code, ""
		}
		scene := "package x\nvar (m mutex; t = mutex(timed); c cond; q = queue(4); w waitq; s = semaphore(3); " +
			"b = barrier(3); l rwlock; ch = make(chan int); a = make(chan int); d = make(chan int, 1); " +
			"n int; x coroutine; made counter)\nfunc f() {}\nfunc p() {\n\t" + code +
			"\n}\nfunc main() { x = spawn(f); spawn(p); " + boot + " }\n"
		_, err := Parse("x.scene", scene)
		if err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}
