package program

import (
	"strings"
	"testing"
)

func TestEveryKindHasARow(t *testing.T) {
	names := map[string]Kind{}
	for k := range kinds {
		row := k.Row()
		if row.Name == "" {
			t.Errorf("kind %d has no row", k)
		}
		if other, taken := names[row.Name]; taken {
			t.Errorf("kinds %d and %d are both %s", other, k, row.Name)
		}
		names[row.Name] = k
		for _, v := range row.verbs {
			if !strings.Contains(v.usage, v.name+"(") {
				t.Errorf("the usage of %s does not show it: %s", v.name, v.usage)
			}
		}
	}
}

func TestEveryClassHasARowAndLettersOfItsOwn(t *testing.T) {
	owner := map[byte]Class{}
	for c := range classes {
		row := c.Row()
		if row.Noun == "" || row.Title == "" {
			t.Errorf("class %d has no words", c)
		}
		for i := range len(row.letters) {
			l := row.letters[i]
			if other, taken := owner[l]; taken {
				t.Errorf("the letter %c stands for classes %d and %d", l, other, c)
			}
			if strings.IndexByte("DEIBRHTtPFKS", l) >= 0 {
				t.Errorf("the letter %c of class %d stands for a value", l, c)
			}
			owner[l] = c
		}
		for i, word := range row.types {
			if letterOf(word) == 0 && i == 0 {
				t.Errorf("no verb can take a %s", word)
			}
		}
	}
}
