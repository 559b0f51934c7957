import type { AccountStatement } from "../../api/accounts";
import { TextLink } from "../links";

type Line = AccountStatement["lines"][number];

/** What an entry is about, as a link to where it is explained; a member's share has a sheet of its own. */
export function CauseLink(props: { line: Line; memberId: string | undefined }) {
  const { line, memberId } = props;
  const { causeType, causeId: id, text } = line;
  switch (causeType) {
    case "allocation":
    case "reversal":
      return memberId ? (
        <TextLink to="/costs/allocations/$id/shares/$memberId" params={{ id, memberId }}>
          {text}
        </TextLink>
      ) : (
        <TextLink to="/costs/allocations/$id" params={{ id }}>
          {text}
        </TextLink>
      );
    case "statement":
    case "credit-note":
    case "payment":
      return (
        <TextLink to="/statements/$id" params={{ id }}>
          {text}
        </TextLink>
      );
    default:
      return text;
  }
}
