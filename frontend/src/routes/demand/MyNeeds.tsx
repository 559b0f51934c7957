import { useNavigate } from "@tanstack/react-router";
import type { Round } from "../../api/rounds";
import { demandText } from "../../text/demand";
import { useText } from "../../text/text";
import { Select } from "../../ui/Select";
import { Confirmation } from "./Confirmation";
import { NeedsGrid } from "./NeedsGrid";
import type { OwnMember } from "./needs";
import { roundRoute } from "./routes";

/** The needs of one's own member, to be stated or to be read. */
export function MyNeeds(props: { round: Round; members: readonly OwnMember[] }) {
  const { round, members } = props;
  const text = useText(demandText).mine;
  const navigate = useNavigate();
  const search = roundRoute.useSearch();
  const member = members.find(({ id }) => id === search.member) ?? members[0];
  if (!member) return null;
  return (
    <section className="ui-section" aria-labelledby="mine">
      <h2 id="mine" className="kern-heading-medium">
        {text.title(member.name)}
      </h2>
      {members.length > 1 && (
        <Select
          label={text.member}
          choices={members.map(({ id, name }) => ({ value: id, label: name }))}
          value={member.id}
          onChange={(id) =>
            navigate({
              from: roundRoute.fullPath,
              to: ".",
              search: (before) => ({ ...before, member: id }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      )}
      {round.confirms && <Confirmation key={`confirmation-${member.id}`} round={round} member={member} />}
      {/* Each member has its own entries. */}
      <NeedsGrid key={member.id} round={round} member={member} />
    </section>
  );
}
