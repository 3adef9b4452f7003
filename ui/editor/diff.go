package editor

import "github.com/quartet-os/quartet/ui/panel"

// row is a line as it is shown: of the text, or of the text as it was.
type row struct {
	line int // index in the text; of a removed one in the text as it was
	mark panel.EditMark
}

// mostPairs bounds the search for lines that stayed between two that changed: beyond it all between them counts as
// another.
const mostPairs = 1 << 20

// compare lists the lines of a text with those that it had before: what was taken away stands above what came in its
// place. O(lines), and the product of the lines between the first change and the last.
func compare(old, text []string) (rows []row) {
	head := 0
	for head < len(old) && head < len(text) && old[head] == text[head] {
		rows = append(rows, row{head, panel.Kept})
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(text)-head && old[len(old)-1-tail] == text[len(text)-1-tail] {
		tail++
	}
	rows = middle(rows, old[head:len(old)-tail], text[head:len(text)-tail], head)
	for i := len(text) - tail; i < len(text); i++ {
		rows = append(rows, row{i, panel.Kept})
	}
	return rows
}

// middle compares what stands between the first change and the last, by a longest common subsequence. In each part
// that changed what was taken away comes first.
func middle(rows []row, old, text []string, from int) []row {
	var added []row
	flush := func() {
		rows = append(rows, added...)
		added = added[:0]
	}
	i, j := 0, 0
	if len(old)*len(text) > 0 && len(old)*len(text) <= mostPairs {
		common := longest(old, text)
		width := len(text) + 1
		for i < len(old) && j < len(text) {
			switch {
			case old[i] == text[j]:
				flush()
				rows = append(rows, row{from + j, panel.Kept})
				i, j = i+1, j+1
			case common[(i+1)*width+j] >= common[i*width+j+1]:
				rows = append(rows, row{from + i, panel.Removed})
				i++
			default:
				added = append(added, row{from + j, panel.Added})
				j++
			}
		}
	}
	for ; i < len(old); i++ {
		rows = append(rows, row{from + i, panel.Removed})
	}
	for ; j < len(text); j++ {
		added = append(added, row{from + j, panel.Added})
	}
	flush()
	return rows
}

// longest returns for each two ends how many lines they have in common, in order.
func longest(old, text []string) []int32 {
	width := len(text) + 1
	common := make([]int32, (len(old)+1)*width)
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(text) - 1; j >= 0; j-- {
			if old[i] == text[j] {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	return common
}
