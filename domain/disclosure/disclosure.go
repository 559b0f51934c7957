// Package disclosure decides what the public is told of a tender or an order, and under what
// name: each is a process of the Open Contracting Data Standard with releases that never change.
package disclosure

import (
	"errors"
	"regexp"
)

// ErrPrefix: a prefix of process names is "ocds-" and six small letters or digits, as the Open
// Contracting Partnership gives them out.
var ErrPrefix = errors.New("the prefix is none that the Open Contracting Partnership gives out")

// Unregistered is the prefix of an installation that has registered none.
const Unregistered Prefix = "ocds-000000"

// Prefix makes the names of an installation's processes unlike all others in the world.
type Prefix string

var prefixForm = regexp.MustCompile(`^ocds-[a-z0-9]{6}$`)

// ParsePrefix reads a prefix; an empty text is Unregistered. It fails with ErrPrefix.
func ParsePrefix(text string) (Prefix, error) {
	if text == "" {
		return Unregistered, nil
	}
	if !prefixForm.MatchString(text) {
		return "", ErrPrefix
	}
	return Prefix(text), nil
}

// Name is what the process of an object is called, anywhere and for ever.
func (p Prefix) Name(object string) string { return string(p) + "-" + object }

// Kind is what a process buys by.
type Kind string

// The kinds. A framework contract belongs to the process of its tender; each order out of it is
// a process of its own that names the other, so that what is spent is counted in orders only.
const (
	Tender  Kind = "tender"
	CallOff Kind = "call-off"
)

// Stream is which part of the log is looked through for what has become public.
type Stream string

// The streams. Tenders are told of at once. Orders are told of from the next day on: by then
// one that was a mistake is cancelled.
const (
	Tenders  Stream = "tenders"
	CallOffs Stream = "call-offs"
)

// Tag says what a release is about, in the words of the standard.
type Tag string

// The tags that are used.
const (
	TagTender       Tag = "tender"
	TagAmended      Tag = "tenderAmendment"
	TagUpdated      Tag = "tenderUpdate"
	TagCancelled    Tag = "tenderCancellation"
	TagAward        Tag = "award"
	TagAwardUpdated Tag = "awardUpdate"
	TagContract     Tag = "contract"
	TagContractNew  Tag = "contractUpdate"
	TagModified     Tag = "contractAmendment"
	TagTerminated   Tag = "contractTermination"
)

// Standing is what was last told of a process, by part. Tender, Awards and Contracts stand for
// the parts' whole content: two that are equal say the same.
type Standing struct {
	Tender     string `json:"tender"`
	Cancelled  bool   `json:"cancelled"`
	Amendments int    `json:"amendments"` // of the tender
	Awards     string `json:"awards"`     // empty without any
	Contracts  string `json:"contracts"`  // empty without any
	Modified   int    `json:"modified"`   // amendments of contracts
	Terminated int    `json:"terminated"` // contracts that ended early
}

// Tags says what there is to tell now, after what was told before; nothing where the public
// would read the same once more. A process that nobody was told of has no before.
func Tags(before *Standing, now Standing) []Tag {
	if before == nil {
		before = &Standing{}
	}
	return append(append(tenderTags(*before, now), awardTags(*before, now)...), contractTags(*before, now)...)
}

func tenderTags(before, now Standing) []Tag {
	switch {
	case before.Tender == now.Tender && before.Cancelled == now.Cancelled:
		return nil
	case before.Tender == "" && now.Cancelled:
		return []Tag{TagTender, TagCancelled}
	case before.Tender == "":
		return []Tag{TagTender}
	case now.Cancelled && !before.Cancelled:
		return []Tag{TagCancelled}
	case now.Amendments > before.Amendments:
		return []Tag{TagAmended}
	default:
		return []Tag{TagUpdated}
	}
}

func awardTags(before, now Standing) []Tag {
	switch before.Awards {
	case now.Awards:
		return nil
	case "":
		return []Tag{TagAward}
	default:
		return []Tag{TagAwardUpdated}
	}
}

func contractTags(before, now Standing) []Tag {
	if before.Contracts == now.Contracts {
		return nil
	}
	if before.Contracts == "" {
		return []Tag{TagContract}
	}
	var tags []Tag
	if now.Modified > before.Modified {
		tags = append(tags, TagModified)
	}
	if now.Terminated > before.Terminated {
		tags = append(tags, TagTerminated)
	}
	if len(tags) == 0 {
		tags = append(tags, TagContractNew)
	}
	return tags
}
