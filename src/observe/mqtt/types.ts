/** Who speaks: the operator, the holder of an ingest key, or anybody. */
export type Caller =
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'key'
      readonly id: number
      readonly scope: 'frames' | 'sensorthings'
      /** The only dataset it may write to; any when absent. */
      readonly dataset?: string
    }
  | { readonly kind: 'anonymous' }

/** One message as a client published it. */
export interface Message {
  readonly topic: string
  readonly payload: Uint8Array
  readonly caller: Caller
}

/** What is done with the messages of some topics. */
export interface Inbox {
  /** What it takes is for it alone: whoever hears the topic gets what it publishes there itself. */
  readonly keeps?: boolean
  /** Whether this caller may publish to this topic. The operator always may. */
  may(caller: Caller, topic: string): boolean
  /**
   * Takes a message. It is acknowledged (QoS 1 and 2) once the promise resolves; a rejection leaves it unacknowledged, so that
   * the client sends it again: throw only for what may pass.
   */
  take(message: Message): Promise<void>
}

/** The broker: embedded, or a client of somebody's. */
export interface Broker {
  /** Sends to whoever hears the topic. */
  publish(topic: string, payload: string | Uint8Array, options?: { readonly retain?: boolean }): Promise<void>
  /** Hands over the messages whose topic matches (`+` and `#` as in MQTT). To be said before `start`. */
  onPublish(filter: string, inbox: Inbox): void
  /**
   * Says who may hear the topics that match. Asked for each message that would be forwarded, with its topic; what no rule
   * allows is heard by the operator only.
   */
  allowHearing(filter: string, may: (caller: Caller, topic: string) => boolean): void
  /** The topic filters heard now, each once: what is worth publishing. Undefined where it can't be known. */
  heard(): ReadonlySet<string> | undefined
  /**
   * Lets clients come, or connects: once every inbox is known. Gives the address, without password: `mqtt://localhost:1883`;
   * undefined when there is none but the WebSocket of the portal.
   */
  start(): Promise<string | undefined>
  close(): Promise<void>
}
