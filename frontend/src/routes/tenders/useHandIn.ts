import { useRef, useState } from "react";
import { useAct } from "../../api/act";
import { handInBid } from "../../api/bids";
import type { Tender } from "../../api/tenders";
import { painted } from "../../lib/painted";
import { bidsText } from "../../text/bids";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import type { Handed } from "./Receipt";
import { type Offer, type Sealed, type SealFault, sealBid, sealFault } from "./sealBid";

/** How far handing in is. */
export type Stage = "sealing" | "sending";

/** Seals an offer and hands it in, and tells how far that is. */
export function useHandIn(props: { tender: Tender; bidder: string; onHandedIn: (handed: Handed) => void }) {
  const { tender, bidder, onHandedIn } = props;
  const text = useText(bidsText).sheet;
  const handIn = useAct(handInBid);
  const [stage, setStage] = useState<Stage>();
  const [failure, setFailure] = useState<string>();
  // What may have arrived without an answer is sent again as it is: sealed anew it would be another version.
  const last = useRef<{ offer: string; sealed: Sealed }>(undefined);

  const sealOnce = async (offer: Offer): Promise<Sealed | SealFault> => {
    const key = JSON.stringify([tender.committeeHash, offer]);
    if (last.current?.offer === key) return last.current.sealed;
    const sealed = await sealBid(tender, bidder, offer);
    if (typeof sealed !== "string") last.current = { offer: key, sealed };
    return sealed;
  };
  const deliver = async (offer: Offer): Promise<string | undefined> => {
    setStage("sealing");
    await painted();
    const sealed = await sealOnce(offer).catch(sealFault);
    if (typeof sealed === "string") return text[sealed];
    setStage("sending");
    const refusal = await refusalOf(
      handIn
        .mutateAsync({ tenderId: tender.id, bid: sealed.handIn })
        .then((receipt) => onHandedIn({ receipt, sealed })),
    );
    return refusal?.message;
  };
  const send = async (offer: Offer) => {
    setFailure(undefined);
    const failed = await deliver(offer);
    setStage(undefined);
    setFailure(failed);
  };
  return { stage, failure, send };
}
