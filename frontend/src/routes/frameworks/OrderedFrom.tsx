import { callOffsQuery } from "../../api/call-offs";
import { useList } from "../../api/pages";
import { frameworksText } from "../../text/frameworks";
import { useText } from "../../text/text";
import { EmptyState } from "../../ui/EmptyState";
import { CallOffTable } from "../CallOffTable";
import { ListEnd } from "../ListEnd";

/** The call-offs out of the contract that one may see. */
export function OrderedFrom(props: { frameworkId: string }) {
  const text = useText(frameworksText);
  const { items, end } = useList(callOffsQuery({ frameworkId: props.frameworkId }));
  return (
    <>
      <CallOffTable
        callOffs={items}
        ofFramework
        captionHidden
        empty={<EmptyState title={text.noCallOffs}>{text.noCallOffsText}</EmptyState>}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </>
  );
}
