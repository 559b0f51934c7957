package catalogue

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"allmende/domain/catalogue"
	"allmende/ports/view"
)

var cpvCode = regexp.MustCompile(`^[0-9]{8}-[0-9]$`)

// ReadCodes reads the Common Procurement Vocabulary: a table with the columns code (with the
// check digit, or check_digit beside it) and label_de, label_en, or CODE, DE, EN as the
// Publications Office has them.
func (Reader) ReadCodes(from io.Reader) ([]view.CPVCode, error) {
	buffered := bufio.NewReader(from)
	first, err := buffered.Peek(200)
	if err != nil && len(first) == 0 {
		return nil, catalogue.ErrEmpty
	}
	r := csv.NewReader(buffered)
	r.Comma = separator(string(first))
	rows, err := r.ReadAll()
	if err != nil {
		return nil, unreadableCSV(err)
	}
	column := func(names ...string) int {
		return slices.IndexFunc(rows[0], func(head string) bool {
			return slices.Contains(names, strings.ToLower(strings.TrimPrefix(head, "\ufeff")))
		})
	}
	code, digit, german, english := column("code"), column("check_digit"), column("label_de", "de"), column("label_en", "en")
	if code < 0 || german < 0 || english < 0 {
		return nil, catalogue.ErrColumns.With("missing", "code, label_de, label_en")
	}
	codes := make([]view.CPVCode, 0, len(rows))
	for i, row := range rows[1:] {
		read := view.CPVCode{Code: row[code], German: row[german], English: row[english]}
		if digit >= 0 {
			read.Code += "-" + row[digit]
		}
		if !cpvCode.MatchString(read.Code) {
			return nil, catalogue.ErrUnreadable.With("line", strconv.Itoa(i+2)).With("reason", fmt.Sprintf("%q is no code", read.Code))
		}
		codes = append(codes, read)
	}
	return codes, nil
}
